import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoCounty } from '../src/demo/index.ts'
import { withPrintedParts } from '../src/demo/page.ts'
import { PERMISSIONS, type Permission } from '../src/kernel/permission.ts'
import { ROLE_NAMES, ROLES } from '../src/kernel/role.ts'
import { MODULES } from '../src/modules.ts'
import { verbsOf } from '../src/platform/module.ts'

/* Writes what is derived from the contracts; with --check it only compares and fails on a difference. */

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const verbs = verbsOf(MODULES)

function permissionsPage(): string {
  const roles = ROLE_NAMES.map(
    (role) =>
      `| \`${role}\` | ${ROLES[role].title.zh} | ${ROLES[role].title.en} | ${ROLES[role].level} | ${ROLES[role].secondFactor ? 'yes' : ''} |`,
  )
  const names = Object.keys(PERMISSIONS) as Permission[]
  const permissions = names.map((name) => {
    const users = verbs.filter((verb) => verb.spec.access === name).map((verb) => verb.name)
    return `| \`${name}\` | ${PERMISSIONS[name].join(', ')} | ${users.join(', ')} |`
  })
  const open = verbs.filter((verb) => verb.spec.access === 'public').map((verb) => verb.name)
  return [
    '# Who may do what',
    '',
    'Printed from `src/kernel/permission.ts` and the contracts by `npm run generate`; a change here is a change of rights.',
    '',
    '| role | 岗位 | title | level | second factor |',
    '|---|---|---|---|---|',
    ...roles,
    '',
    '| permission | roles | verbs |',
    '|---|---|---|',
    ...permissions,
    `| public | everybody | ${open.join(', ')} |`,
    '',
  ].join('\n')
}

const outputs: readonly (readonly [string, string])[] = [
  ['docs/permissions.md', permissionsPage()],
  [
    'docs/demo.md',
    withPrintedParts(readFileSync(join(root, 'docs/demo.md'), 'utf8'), demoCounty().plan),
  ],
]

const stale = outputs.filter(([path, content]) => {
  if (process.argv.includes('--check')) {
    try {
      return readFileSync(join(root, path), 'utf8') !== content
    } catch {
      return true
    }
  }
  writeFileSync(join(root, path), content)
  return false
})
for (const [path] of stale) process.stderr.write(`${path} is stale: npm run generate\n`)
process.exitCode = stale.length > 0 || verbs.length === 0 ? 1 : 0
