import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/*
 * Runs the checks one after the other and says at the end what passed. A step that fails stops the run;
 * a test project that saw no test has failed.
 */

interface Step {
  readonly name: string
  readonly command: readonly string[]
  /** Vitest projects report how many tests they ran. */
  readonly counted?: boolean
}

const vitest = (project: string): Step => ({
  name: `tests: ${project}`,
  command: ['vitest', 'run', '--project', project],
  counted: true,
})

const CHECK: readonly Step[] = [
  { name: 'format', command: ['oxfmt', '--check', '.'] },
  { name: 'lint', command: ['oxlint'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'generated files', command: ['node', 'scripts/generate.ts', '--check'] },
  vitest('unit'),
]
/** The product that the browser visits builds its own pages at the start. */
const BROWSER: readonly Step[] = [vitest('e2e')]
const PLANS: Readonly<Record<string, readonly Step[]>> = {
  check: CHECK,
  e2e: BROWSER,
  all: [...CHECK, vitest('db'), vitest('sim'), ...BROWSER],
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

function run(command: readonly string[]): Promise<number> {
  const [program = '', ...rest] = command
  return new Promise((done) => {
    const child = spawn(program, rest, { stdio: 'inherit', shell: process.platform === 'win32' })
    child.on('error', (error) => {
      say(String(error))
      done(1)
    })
    child.on('exit', (code) => done(code ?? 1))
  })
}

interface Count {
  readonly passed: number
  readonly failed: number
}

/** Runs the step; a counted one writes its result beside what it prints. */
async function runStep(step: Step, folder: string): Promise<Count> {
  if (step.counted !== true) {
    const ok = (await run(step.command)) === 0
    return { passed: 0, failed: ok ? 0 : 1 }
  }
  const file = join(folder, `${step.name.replaceAll(/\W/g, '-')}.json`)
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run([...step.command, ...report])
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      numTotalTests: number
    }
    if (result.numTotalTests === 0) say(`${step.name}: no test was run`)
    const failed = result.numFailedTests + (code !== 0 && result.numFailedTests === 0 ? 1 : 0)
    return { passed: result.numPassedTests, failed: result.numTotalTests === 0 ? 1 : failed }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const plan = PLANS[process.argv[2] ?? 'all'] ?? []
const folder = mkdtempSync(join(tmpdir(), 'miaoqi-test-'))
const started = performance.now()
let [passed, failed] = [0, 0]
const lines: string[] = []
for (const step of plan) {
  say(`\n── ${step.name} ──`)
  const from = performance.now()
  const count = await runStep(step, folder)
  passed += count.passed
  failed += count.failed
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  lines.push(`${count.failed === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)`)
  if (count.failed > 0) break
}
rmSync(folder, { recursive: true, force: true })
say(`\n${lines.join('\n')}`)
say(`\nin ${((performance.now() - started) / 1000).toFixed(0)} s`)
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || plan.length === 0 ? 1 : 0
