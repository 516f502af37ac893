// Runs before `npm start`, `npm test` and `npm run dev`, on whatever Node the computer has, before anything is
// installed: so it uses Node's own modules only, and no syntax newer than Node 18.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { bundledNode, newEnough, oldestNode, projectNode, repository, runs } from './project-node.mjs'

/** @typedef {{ version?: string, link?: boolean, optional?: boolean }} LockedPackage */

const modules = path.join(repository, 'node_modules')
const stamp = path.join(modules, '.cache', 'magacin-track', 'installed')
const binNode = path.join(modules, '.bin', 'node')

/** @param {string} file */
const read = (file) => readFileSync(path.join(repository, file), 'utf8')

/** @param {string} file @returns {Record<string, LockedPackage>} */
const lockedPackages = (file) => JSON.parse(read(file)).packages

const decisive = [
  'workspaces',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'overrides',
  'allowScripts',
]

/** One hash of everything that decides what an installation contains; a changed script in package.json does not. */
function wanted() {
  const root = JSON.parse(read('package.json'))
  const workspaces = /** @type {string[]} */ (root.workspaces)
  const manifests = [root, ...workspaces.map((folder) => JSON.parse(read(`${folder}/package.json`)))]
  return createHash('sha256')
    .update(`${process.platform}-${process.arch}\n`)
    .update(read('package-lock.json'))
    .update(JSON.stringify(manifests.map((manifest) => decisive.map((field) => manifest[field] ?? null))))
    .digest('hex')
}

/**
 * npm writes a lock of its own at the very end of an installation. When it agrees with ours, somebody has installed
 * by hand. An optional package may be absent, being for another platform, but not present in another version.
 */
function installedByHand() {
  const present = lockedPackages('node_modules/.package-lock.json')
  return Object.entries(lockedPackages('package-lock.json')).every(([name, { version, link, optional }]) => {
    if (!name || link || (optional && !present[name])) return true
    return present[name]?.version === version
  })
}

function upToDate() {
  if (!existsSync(path.join(modules, '.package-lock.json'))) return false
  return (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) || installedByHand()
}

function install() {
  console.log('Installing the dependencies (npm ci), one to two minutes …')
  const flags = ['ci', '--include=dev', '--include=optional', '--loglevel=error']
  const npm = process.env.npm_execpath ?? ''
  // Under npm the same npm is used again; on Windows a bare `npm` is a script that only a shell can start.
  const done = /npm-cli\.c?js$/.test(npm)
    ? spawnSync(process.execPath, [npm, ...flags], { cwd: repository, stdio: 'inherit' })
    : spawnSync('npm', flags, { cwd: repository, stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.status !== 0) {
    stop(
      'The dependencies could not be installed; npm says why above. Most often the registry is out of reach:\n' +
        'check the connection (or the proxy in your .npmrc) and run the same command again.',
    )
  }
}

/** npm 10 can leave node_modules/.bin/node out; every script of the project relies on finding it there first. */
function linkNode() {
  if (!existsSync(bundledNode)) return
  if (!runs(bundledNode)) {
    // A glibc binary on musl, for example. Were it left first on the PATH, no script could start.
    if (existsSync(binNode)) unlinkSync(binNode)
    return
  }
  if (existsSync(binNode)) return
  mkdirSync(path.dirname(binNode), { recursive: true })
  symlinkSync(path.relative(path.dirname(binNode), bundledNode), binNode)
}

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(`\n${message}\n`)
  process.exit(1)
}

if (!newEnough(process.version) && !(process.platform === 'linux' && process.arch === 'x64')) {
  stop(
    `Magacin Track needs Node ${oldestNode} or newer; this computer has ${process.version} (${process.platform}-${process.arch}).\n` +
      `Install it from https://nodejs.org/en/download (or \`nvm install ${oldestNode}\`) and run the same command again.`,
  )
}
if (!upToDate()) install()
linkNode()
try {
  const node = projectNode()
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted())
  if (process.argv.includes('--browser')) {
    const found = spawnSync(node, [path.join(repository, 'e2e', 'setup', 'browser.ts'), '--install'], {
      stdio: 'inherit',
    })
    if (found.status !== 0) process.exit(1)
  }
} catch (problem) {
  stop(problem instanceof Error ? problem.message : String(problem))
}
