// The package has declarations, but its exports do not name them.
declare module 'y-leveldb' {
  import type { Doc } from 'yjs'

  export class LeveldbPersistence {
    constructor(location: string)
    getAllDocNames(): Promise<string[]>
    getYDoc(name: string): Promise<Doc>
    destroy(): Promise<void>
  }
}
