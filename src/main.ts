import { processOutput } from './platform/cli.ts'
import { readConfig } from './platform/config.ts'
import { runCommandLine } from './commands.ts'
import { explain } from './house.ts'
import { start } from './start.ts'

/* The door of the process: `start` serves the product, anything else is a command. */

const [command = 'help', ...rest] = process.argv.slice(2)
const output = processOutput(process.stdout, process.stderr)
try {
  process.exitCode =
    command === 'start'
      ? await start(readConfig(process.env), output)
      : await runCommandLine([command, ...rest], { env: process.env, output })
} catch (error) {
  output.err(explain(error))
  process.exitCode = 2
}
