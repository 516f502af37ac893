/**
 * Calls back for the frames of a playing video, never for a second one while the first is still being worked on,
 * so that a slow device skips frames instead of falling behind.
 *
 * @returns stops watching; a frame in work is finished
 */
export function watchFrames(video: HTMLVideoElement, onFrame: () => Promise<void>): () => void {
  let stopped = false
  const next = () => {
    if (stopped) return
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(handle)
    else requestAnimationFrame(handle)
  }
  const handle = () => {
    if (!stopped) onFrame().then(next, next)
  }
  next()
  return () => {
    stopped = true
  }
}
