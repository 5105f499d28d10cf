import { assert, must } from '../../kernel/assert.ts'
import { date, type LocalDate } from '../../kernel/date.ts'
import { type Text, text } from '../../kernel/text.ts'
import { installCounty } from '../../modules/identity/index.ts'
import { type DatabaseAddress, withClient } from '../../platform/postgres/connection.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, FIRST_PASSWORD } from '../accounts.ts'
import type { CountyPlan } from '../model.ts'
import { accountSteps } from './accounts.ts'
import { assessmentSteps } from './assessment.ts'
import { ASSISTANCE_LISTS } from './assistance-lists.ts'
import { bookSteps } from './books.ts'
import { caseSteps } from './cases.ts'
import { contestSteps } from './contests.ts'
import { COOP_STEPS, recallCoops } from './coops.ts'
import { firstMonthSteps, foundedSteps } from './founded.ts'
import { foundingSteps } from './foundings.ts'
import { DEVELOPMENT_STEPS } from './development.ts'
import { openDoor } from './door.ts'
import { dutySteps } from './duty.ts'
import { helpSteps } from './help.ts'
import { figureSteps } from './figures.ts'
import { newIds, readPlaces } from './ids.ts'
import { finishedSteps, markFinished } from './marks.ts'
import { meetingSteps } from './meetings.ts'
import { addPersons, PEOPLE_STEPS, recallHouseholds } from './people.ts'
import { PLACE_STEPS, recallBranches, recallCollectives } from './places.ts'
import { REGISTER_STEPS } from './registers.ts'
import { showcaseSteps } from './showcase.ts'
import { spendingSteps } from './spending.ts'
import type { DivisionList, Load, Step } from './step.ts'
import { supportSteps } from './support.ts'
import { supervisionSteps } from './supervision.ts'
import { talentSteps } from './talent.ts'

/** A demonstration county, ready to be loaded. */
export interface DemoCounty {
  readonly plan: CountyPlan
  readonly lists: readonly DivisionList[]
  readonly accounts: readonly DemoAccount[]
}

export interface LoadOptions {
  /** The owner of the schema: only the row of the county itself is made with it, and its clock set. */
  readonly owner: DatabaseAddress
  readonly county: DemoCounty
  readonly onProgress: (done: number, total: number, what: Text) => void
}

const ADMINISTRATORS = ['tenant_admin', 'security_admin', 'audit_admin'] as const

/** All parts of a load, in order. */
const stepsOf = (runtime: Runtime, { owner, county }: LoadOptions): readonly Step[] => [
  ...PLACE_STEPS,
  ...PEOPLE_STEPS,
  ...COOP_STEPS,
  ...REGISTER_STEPS,
  ...accountSteps(runtime, county.accounts),
  ...foundedSteps(runtime, {
    accounts: county.accounts,
    setDay: (day) => setDay(runtime, owner, { plan: county.plan, day }),
  }),
  ...caseSteps(runtime, {
    accounts: county.accounts,
    setDay: (day) => setDay(runtime, owner, { plan: county.plan, day }),
  }),
  ...meetingSteps(runtime, {
    accounts: county.accounts,
    setDay: (day) => setDay(runtime, owner, { plan: county.plan, day }),
  }),
  ...foundingSteps(runtime, {
    accounts: county.accounts,
    setDay: (day) => setDay(runtime, owner, { plan: county.plan, day }),
  }),
  ...bookSteps(runtime, county.accounts),
  ...firstMonthSteps(runtime, {
    accounts: county.accounts,
    setDay: (day) => setDay(runtime, owner, { plan: county.plan, day }),
  }),
  ASSISTANCE_LISTS,
  ...DEVELOPMENT_STEPS,
  ...spendingSteps(runtime, county.accounts),
  ...supportSteps(runtime, county.accounts),
  ...figureSteps,
  ...contestSteps(runtime, county.accounts),
  ...helpSteps(runtime, county.accounts),
  ...talentSteps(runtime, county.accounts),
  ...supervisionSteps(runtime, county.accounts),
  ...dutySteps(runtime, county.accounts),
  ...showcaseSteps(runtime, county.accounts),
  ...assessmentSteps(runtime, {
    accounts: county.accounts,
    setDay: (day) => setDay(runtime, owner, { plan: county.plan, day }),
  }),
]

/** The mark of a county in which every step is done. */
const COMPLETE = 'complete'

/** Whether the county of this code is there with everything in it. */
export const isLoaded = async (runtime: Runtime, code: string): Promise<boolean> =>
  (await finishedSteps(runtime, Number(code))).has(COMPLETE)

/**
 * Loads a demonstration county through the product's own verbs. A load that was cut off goes on where it
 * stopped; a county that is complete is left alone. @returns whether anything was loaded.
 */
export async function loadDemo(runtime: Runtime, options: LoadOptions): Promise<boolean> {
  const { county, onProgress } = options
  const { plan } = county
  const number = numberOf(plan)
  const found = await unitOfCounty(runtime, plan)
  const unit = found ?? (await install(runtime, options))
  const finished = await finishedSteps(runtime, number)
  if (finished.has(COMPLETE)) return false
  const steps = stepsOf(runtime, options)

  const total = steps.reduce((sum, step) => sum + step.weight, 0)
  let before = steps.reduce((sum, { name, weight }) => sum + (finished.has(name) ? weight : 0), 0)
  const load: Omit<Load, 'tell'> = {
    plan,
    lists: county.lists,
    door: openDoor(runtime, number),
    ids: newIds(unit),
    resumed: found !== null,
  }
  if (load.resumed) await recall({ ...load, tell: () => undefined }, finished)
  for (const { name, title, weight, run } of steps) {
    if (finished.has(name)) continue
    const start = before
    onProgress(start, total, title)
    await run({ ...load, tell: (part) => onProgress(start + weight * part, total, title) })
    if (WELL_KNOWN_AFTER.has(name)) await refreshStatistics(options.owner)
    before += weight
    finished.add(name)
    await markFinished(runtime, number, finished)
  }
  await markFinished(runtime, number, finished.add(COMPLETE))
  onProgress(total, total, text('完成', 'Done'))
  return true
}

/**
 * After these steps the planner is told how large the tables have become. Until then it may keep plans
 * that it made while they were empty, in which every check of a foreign key reads the whole table.
 */
const WELL_KNOWN_AFTER: ReadonlySet<string> = new Set([
  'persons',
  'coops',
  'registers',
  'accounts',
  'first books',
  'books',
])

const refreshStatistics = (owner: DatabaseAddress): Promise<unknown> =>
  withClient(owner, (client) => client.query('ANALYZE'))

/** The number that all rows of the county carry. */
const numberOf = (plan: CountyPlan): number => Number(plan.code)

/** The county's unit at the root of the permission tree, once it has been made. */
async function unitOfCounty(runtime: Runtime, plan: CountyPlan): Promise<string | null> {
  const known = await runtime.database.pool.query<{ demo: boolean }>(
    'SELECT demo FROM county WHERE county_id = $1',
    [numberOf(plan)],
  )
  const [row] = known.rows
  if (row === undefined) return null
  assert(row.demo, `county ${plan.code} is a demonstration: a real one is never filled with it`)
  const door = openDoor(runtime, numberOf(plan))
  const { rows } = await door.identity.listAccounts({ role: 'tenant_admin', limit: 1 })
  return rows[0]?.grants[0]?.unit?.id ?? null
}

const DAY_MS = 86_400_000

/** How far the county's clock stands from the server's, so that today is the plan's day there. */
function shiftTo(today: LocalDate, clock: number): number {
  const midnight = (at: number): number => Math.floor((at + 8 * 3_600_000) / DAY_MS)
  const wanted = midnight(Date.parse(`${today}T00:00:00+08:00`))
  return (wanted - midnight(clock)) * DAY_MS
}

async function install(runtime: Runtime, { owner, county }: LoadOptions): Promise<string> {
  const { plan, accounts } = county
  const administrators = ADMINISTRATORS.map((role) => {
    const { username, title } = must(
      accounts.find((account) => account.role === role),
      `an account for ${role}`,
    )
    return { role, username, displayName: `演示·${title.zh}`, password: FIRST_PASSWORD }
  })
  const { unitId } = await installCounty(runtime, owner, {
    code: plan.code,
    name: plan.name,
    demo: true,
    clockShiftMs: shiftTo(date(plan.today), runtime.clock()),
    secondFactor: false,
    administrators,
  })
  return unitId
}

/** After a cut-off load: reads the ids of what is there already. */
async function recall(load: Load, finished: ReadonlySet<string>): Promise<void> {
  if (!finished.has('divisions')) return
  await readPlaces(load.door, load.ids)
  if (finished.has('branches')) await recallBranches(load)
  if (finished.has('collectives')) await recallCollectives(load)
  if (finished.has('households')) await recallHouseholds(load)
  if (finished.has('persons')) await addPersons(load)
  if (finished.has('coops')) await recallCoops(load)
}

/** Sets the county's clock to a day, as `install` does; the application role cannot. */
const setDay = (
  runtime: Runtime,
  owner: DatabaseAddress,
  at: { plan: CountyPlan; day: LocalDate },
) =>
  withClient(owner, (client) =>
    client.query('UPDATE county SET clock_shift_ms = $2 WHERE county_id = $1', [
      numberOf(at.plan),
      shiftTo(at.day, runtime.clock()),
    ]),
  )
