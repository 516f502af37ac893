import type { ImportJob } from 'shared-schema/api/import.ts'
import { type Answer, readAnswer, unreachable } from '../../auth/answer.ts'
import type { DeskSession } from '../../auth/desk-session.ts'

/**
 * Sends one file to be imported. By XMLHttpRequest, because `fetch` does not tell how much has left.
 * @param onProgress share of the bytes sent, 0 to 1
 */
export async function sendFile(
  session: Pick<DeskSession, 'token'>,
  file: File,
  onProgress: (share: number) => void,
): Promise<Answer<ImportJob>> {
  try {
    let response = await send(file, await session.token(), onProgress)
    if (response.status === 401) response = await send(file, await session.token(true), onProgress)
    return await readAnswer<ImportJob>(response)
  } catch (error) {
    return { ok: false, failure: unreachable(error) }
  }
}

function send(file: File, token: string | undefined, onProgress: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/import/upload')
    request.setRequestHeader('authorization', `Bearer ${token ?? ''}`)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.upload.onload = () => onProgress(1)
    request.onload = () => {
      const type = request.getResponseHeader('content-type') ?? ''
      resolve(
        new Response(request.responseText, { status: request.status, headers: { 'content-type': type } }),
      )
    }
    request.onerror = () => reject(new Error('The upload was cut off'))
    request.ontimeout = request.onerror
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}
