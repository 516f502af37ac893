import { parentPort, workerData } from 'node:worker_threads'
import { readXlsxCells } from './xlsx-cells.ts'

parentPort?.postMessage(await readXlsxCells(workerData as Uint8Array))
