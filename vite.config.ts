import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { VitePWA } from 'vite-plugin-pwa'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { filesOnlyFor, type ViteManifest } from './e2e/setup/bundle.ts'

/** An honest test on a machine that is busy with something else takes several times as long; a hung one is still found, ms. */
const PATIENCE_MS = 20_000

const output = path.join(import.meta.dirname, 'client', 'dist')

/** Where `npm start` and `npm run dev` let the server listen; the development page passes its calls on to it. */
const server = `http://127.0.0.1:${process.env.PORT ?? '8123'}`

/** The screens of one role land in a folder of their own, so that the size check and the precache can tell them apart. */
function chunkName(chunk: { moduleIds: string[]; facadeModuleId: string | null }): string {
  const modules = chunk.facadeModuleId ? [chunk.facadeModuleId] : chunk.moduleIds
  const roles = new Set(modules.map((id) => /\/client\/src\/(worker|admin|tv)\//.exec(id)?.[1] ?? ''))
  const [role] = roles
  return roles.size === 1 && role ? `assets/${role}/[name]-[hash].js` : 'assets/[name]-[hash].js'
}

/** What only the office or the TV loads would cost every handheld its storage, so it stays out of the precache. */
function withoutOfficeAndTv<Entry extends { url: string }>(entries: Entry[]): { manifest: Entry[] } {
  const file = path.join(output, '.vite', 'manifest.json')
  // Vite closes the bundle of a failed build, too; without its manifest that failure would be hidden behind another one.
  if (!existsSync(file)) return { manifest: entries }
  const vite = JSON.parse(readFileSync(file, 'utf8')) as ViteManifest
  const left = filesOnlyFor(vite, ['src/admin/', 'src/tv/'])
  return {
    manifest: entries.filter((entry) => !left.has(entry.url) && !/^assets\/(admin|tv)\//.test(entry.url)),
  }
}

const progressiveApp = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src/service-worker',
  filename: 'service-worker.ts',
  // The client registers it itself: a new version is offered and never reloads a task half done.
  injectRegister: false,
  // The web manifest is a plain file in client/public, the same in development.
  manifest: false,
  injectManifest: {
    globPatterns: ['**/*.{html,js,css,wasm,svg,png,ico,webmanifest,mp3,ogg,wav}', '**/*-latin-*.woff2'],
    globIgnores: ['service-worker.js', '.vite/**'],
    // The barcode reader is about 1 MB of wasm; the default of 2 MB leaves it no room to grow.
    maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
    manifestTransforms: [withoutOfficeAndTv],
  },
})

export default defineConfig(({ mode }) => ({
  // Vitest's root stays the repository, so that `npx vitest run <path>` takes paths as they are.
  root: mode === 'test' ? import.meta.dirname : path.join(import.meta.dirname, 'client'),
  plugins: mode === 'test' ? [] : [solid(), progressiveApp],
  build: {
    outDir: output,
    emptyOutDir: true,
    manifest: true,
    reportCompressedSize: false,
    rolldownOptions: { output: { chunkFileNames: chunkName } },
  },
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: {
      '/api': server,
      '/health': server,
      '/docs': server,
      '/openapi.json': server,
      '/metrics': server,
      '/sync': { target: server, ws: true },
    },
  },
  test: {
    // RxDB advertises its paid storage once per test file, which buries what failed.
    onConsoleLog: (log) => !log.includes('RxDB Open Core RxStorage'),
    projects: [
      { test: { name: 'shared-schema', root: 'shared-schema', include: ['src/**/*.test.ts'] } },
      {
        test: {
          name: 'sync-server',
          root: 'sync-server',
          testTimeout: PATIENCE_MS,
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.postgres.test.ts', '**/node_modules/**'],
        },
      },
      {
        // The server's own stories once more, on Postgres: where they open an SQLite store they get a database of a real Postgres.
        resolve: {
          alias: [
            {
              find: /^.*\/sqlite\/sqlite-store\.ts$/,
              replacement: path.join(
                import.meta.dirname,
                'sync-server/src/storage/postgres/test-database.ts',
              ),
            },
          ],
        },
        test: {
          name: 'postgres',
          include: [
            'sync-server/src/sync/{ingest,gate,append-acts}.test.ts',
            'sync-server/src/projections/**/*.test.ts',
            'sync-server/src/jobs/archive-tasks.test.ts',
            'sync-server/src/routes/{exception,bridge-documents,bridge-work,pantheon,reconciliation}.test.ts',
            'sync-server/src/**/*.postgres.test.ts',
            'e2e/nodes/**/*.test.ts',
          ],
          globalSetup: ['e2e/setup/postgres-for-tests.ts'],
          testTimeout: PATIENCE_MS,
        },
      },
      {
        // Signals and effects live only in Solid's browser build; the build for Node never runs an effect.
        resolve: { conditions: ['browser', 'development'] },
        ssr: { resolve: { conditions: ['browser', 'development'] } },
        test: {
          name: 'client',
          root: 'client',
          testTimeout: PATIENCE_MS,
          include: ['src/**/*.test.ts'],
          server: { deps: { inline: [/solid-js/, /@solidjs/] } },
        },
      },
      {
        plugins: [solid({ hot: false })],
        test: {
          name: 'client-dom',
          root: 'client',
          testTimeout: PATIENCE_MS,
          environment: 'jsdom',
          include: ['src/**/*.dom.test.tsx'],
        },
      },
      {
        test: {
          name: 'erp-bridge',
          root: 'erp-bridge',
          include: ['src/**/*.test.ts'],
          testTimeout: PATIENCE_MS,
        },
      },
      {
        test: {
          name: 'e2e',
          root: 'e2e',
          testTimeout: PATIENCE_MS,
          include: ['**/*.test.ts'],
          exclude: ['nodes/**', '**/node_modules/**'],
        },
      },
    ],
  },
}))
