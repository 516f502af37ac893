import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * Lets processes of the server share what they compiled. Tests start dozens of them, each of which would spend most of its start on
 * reading the same sources.
 */
export const compileCache = { NODE_COMPILE_CACHE: path.join(tmpdir(), 'magacin-compile-cache') }
