import { must } from '../../../kernel/assert.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { ROLES, type Role, type UnitKind } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { retire } from '../../messages/index.ts'
import type { Act, Person, Process, Signer, Standing, Values } from '../model.ts'
import { type Case, type Objection, seatsFor, stepNowOf } from '../rules/act.ts'
import { clockOf } from '../rules/clock.ts'
import { standingOf, stepOf } from '../rules/standing.ts'
import {
  actOf,
  actRowsOf,
  caseRow,
  caseRowsOf,
  chainOf,
  chainsOf,
  insertAct,
  insertCase,
  replaceTasks,
  runningCase,
  setCase,
} from '../store/cases.ts'
import { processesOf, versionKey } from '../store/processes.ts'
import type { CaseRow } from '../store.ts'
import { absentFor } from '../store/substitutes.ts'
import { calendarFor, notAllowed, processToday } from './processes.ts'

/* A case as the verbs hold it: loaded, added to, saved. */

export interface Loaded extends Case {
  readonly row: CaseRow
  readonly chain: readonly { id: Id<'unit'>; kind: UnitKind; name: string }[]
}

/** A case with its acts and where it stands; locked for the verbs that add to it. */
export async function loadCase(ctx: Ctx, id: AnyId, lock: boolean): Promise<Loaded> {
  const row = await caseRow(ctx, id, lock)
  if (row === null) throw notFound()
  return must((await withActs(ctx, [row]))[0], 'a case that is there')
}

/**
 * Many cases at once, by their ids: four queries however many there are, each process version read once. Ids without
 * a case are absent. For lists of later modules that show where their cases stand; nothing is locked and no
 * permission is asked for. Keep `ids` to what a page shows: all acts of each case are read.
 */
export async function casesOf(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<ReadonlyMap<AnyId, Loaded>> {
  if (ids.length === 0) return new Map()
  const found = await withActs(ctx, await caseRowsOf(ctx, [...new Set(ids)]))
  return new Map(found.map((one) => [one.row.id, one]))
}

/** Cases with their acts and where they stand, in the order of their rows. */
async function withActs(ctx: Ctx, rows: readonly CaseRow[]): Promise<readonly Loaded[]> {
  const processes = await processesOf(ctx, rows)
  const ids = rows.map(({ id }) => id)
  const told = Map.groupBy(await actRowsOf(ctx, ids), (act) => act.case_id)
  const chains = await chainsOf(
    ctx,
    rows.map((row) => row.unit_id),
  )
  return rows.map((row) => {
    const process = must(processes.get(versionKey(row)), 'the version of a case')
    const acts = (told.get(row.id) ?? []).map(actOf)
    const chain = chains.get(row.unit_id) ?? []
    const facts = row.facts as Values
    return {
      row,
      process,
      facts,
      acts,
      standing: standingOf(process, facts, acts),
      chain,
      units: chain.map((unit) => unit.id),
    }
  })
}

/** Who calls, as the rules know a person; jobs sign nothing. */
export async function personOf(ctx: Ctx): Promise<Person> {
  const { actor } = ctx
  if (actor.kind !== 'account')
    throw new Refusal('forbidden', text('须由人办理', 'a person must do it'))
  return {
    accountId: actor.accountId,
    personId: actor.personId,
    name: actor.name,
    grants: actor.grants,
    substitutes: await absentFor(ctx, actor.accountId),
  }
}

/** The caller as a signature keeps them. */
export const signerOf = (ctx: Ctx, as: { role: Role | null; instead: string | null }): Signer => ({
  accountId: actorAccount(ctx),
  personId: ctx.actor.kind === 'account' ? ctx.actor.personId : null,
  name: actorName(ctx),
  ...as,
})

/** A refusal for what the rules objected to. */
export function refusalOf(objection: Objection): Refusal {
  if (objection.faults !== undefined && objection.faults.length > 0) {
    return badInput(objection.faults)
  }
  if (objection.findings !== undefined) {
    return new Refusal('rule_blocked', objection.text, { data: { findings: objection.findings } })
  }
  return new Refusal(objection.why === 'who' ? 'forbidden' : 'not_allowed_now', objection.text)
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
/** An act before it has its place and day. */
export type NewAct = DistributiveOmit<Act, 'seq' | 'on' | 'by'>

/** Opens a case of a process for a unit: for verbs of this module and of later ones. */
export async function startCase(
  ctx: Ctx,
  fresh: {
    readonly process: string
    readonly unitId: Id<'unit'>
    readonly title: string
    readonly subject: { readonly kind: string; readonly id: AnyId } | null
    readonly facts: Values
    readonly role?: Role | null
  },
): Promise<Loaded> {
  const { process, version } = await processToday(ctx, fresh.process)
  if (fresh.subject !== null) {
    const running = await runningCase(ctx, fresh.process, fresh.subject.id)
    if (running !== null) {
      throw new Refusal(
        'conflict',
        text(
          `同一事项已在办理:${running.title}。`,
          `A case about this is running already: ${running.title}.`,
        ),
        { data: { caseId: running.id } },
      )
    }
  }
  const id = ctx.newId()
  const row = await insertCase(ctx, { ...fresh, id, version })
  const by = signerOf(ctx, { role: fresh.role ?? null, instead: null })
  const act: Act = { kind: 'open', seq: 1, on: ctx.today, by }
  await insertAct(ctx, id, act)
  const chain = await chainOf(ctx, fresh.unitId)
  const standing = standingOf(process, fresh.facts, [act])
  const units = chain.map((unit) => unit.id)
  const opened: Loaded = { row, process, facts: fresh.facts, acts: [act], standing, chain, units }
  await saveTasks(ctx, opened, { before: null, standing })
  ctx.record({
    entity: 'case',
    id,
    after: { process: process.id, version, title: fresh.title, facts: fresh.facts },
  })
  return opened
}

/** Adds an act to a locked case: its place, the new standing, the tasks, the facts for later modules. */
export async function addAct(
  ctx: Ctx,
  found: Loaded,
  what: { readonly act: NewAct; readonly by: Signer },
): Promise<Loaded> {
  const act = {
    ...what.act,
    seq: found.acts.length + 1,
    on: ctx.today,
    by: what.by,
  } as Act
  const acts = [...found.acts, act]
  const standing = standingOf(found.process, found.facts, acts)
  await insertAct(ctx, found.row.id, act)
  await setCase(ctx, found.row.id, {
    state: standing.state,
    ended_on: standing.endedOn,
    acts: acts.length,
  })
  await saveTasks(ctx, found, { before: found.standing, standing })
  ctx.record({ entity: 'case', id: found.row.id, after: { seq: act.seq, ...what.act } })
  if (standing.state !== 'running' && found.standing.state === 'running') {
    ctx.emit('case.ended', {
      caseId: found.row.id,
      process: found.row.process,
      state: standing.state,
      subjectId: found.row.subject_id,
    })
  }
  return {
    ...found,
    acts,
    standing,
    row: { ...found.row, state: standing.state, acts: acts.length },
  }
}

/** At which unit above the case a role is held. */
export const unitOfRole = (chain: Loaded['chain'], role: Role): Id<'unit'> =>
  must(
    chain.find(({ kind }) => kind === ROLES[role].level),
    `${role} above the case`,
  ).id

/** Writes down what waits for whom, and tells those for whom something is new. */
async function saveTasks(
  ctx: Ctx,
  found: Loaded,
  { before, standing }: { readonly before: Standing | null; readonly standing: Standing },
): Promise<void> {
  const calendar = await calendarFor(ctx)
  const known = new Set(before === null ? [] : seatsWaiting(before))
  const open = standing.state === 'running' ? standing.steps.filter((s) => s.status === 'open') : []
  const tasks = open.flatMap((now) => {
    const step = must(stepOf(found.process, now.key), now.key)
    const clock = clockOf(step, now, { standing, calendar })
    return now.seats
      .filter(({ signed }) => signed === null)
      .map((seat) => ({
        step: now.key,
        seat: seat.key,
        role: seat.role,
        unit_id: unitOfRole(found.chain, seat.role),
        account_id: seat.appointed?.accountId ?? null,
        round: now.round,
        opened_on: must(now.openedOn, 'the day a step opened'),
        earliest_on: clock.earliestOn,
        due_on: clock.dueOn,
        uncovered: clock.uncovered,
        timed: step.wait !== null,
        escalate: step.escalate,
      }))
  })
  await replaceTasks(ctx, found.row.id, tasks)
  const stillOpen = new Set(
    open.map((now) => threadOf(found.row.id, { step: now.key, round: now.round })),
  )
  const wereOpen = (before?.steps ?? []).filter(({ status }) => status === 'open')
  await retire(
    ctx,
    wereOpen
      .map((now) => threadOf(found.row.id, { step: now.key, round: now.round }))
      .filter((thread) => !stillOpen.has(thread)),
  )
  for (const task of tasks) {
    if (known.has(waitingFor(task.step, task.seat, task.account_id))) continue
    ctx.emit('case.task', {
      caseId: found.row.id,
      process: found.row.process,
      title: found.row.title,
      step: task.step,
      seat: task.seat,
      round: task.round,
      role: task.role,
      unitId: task.unit_id,
      accountId: task.account_id,
      dueOn: task.due_on,
      by: actorAccount(ctx),
    })
  }
}

/** A step of a case in a round, as messages about it name it. */
export const threadOf = (
  caseId: AnyId,
  { step, round }: { readonly step: string; readonly round: number },
): string => `case:${caseId}:${step}:${round}`

const waitingFor = (step: string, seat: string, account: AnyId | null): string =>
  `${step} ${seat} ${account ?? ''}`

const seatsWaiting = ({ steps }: Standing): string[] =>
  steps.flatMap(({ key, status, seats }) =>
    status === 'open'
      ? seats.flatMap((seat) =>
          seat.signed === null
            ? [waitingFor(key, seat.key, seat.appointed?.accountId ?? null)]
            : [],
        )
      : [],
  )

/** The step of a case, or the answer for what is missing. */
export function stepHere(process: Process, key: string) {
  const step = stepOf(process, key)
  if (step === undefined) throw notFound()
  return step
}

/** Refuses those who could not sign this step at all. */
export async function refuseStranger(
  ctx: Ctx,
  found: Loaded,
  step: string,
): Promise<{ readonly role: Role | null; readonly instead: string | null }> {
  if (found.standing.state !== 'running') throw notAllowed('本件已经办结。', 'The case has ended.')
  stepHere(found.process, step)
  const now = stepNowOf(found, step)
  if (now === undefined) throw notFound()
  if (now.status !== 'open') throw notAllowed('这一步不在办理中。', 'The step is not open.')
  const [free] = seatsFor(await personOf(ctx), now, found.units)
  if (free === undefined) {
    throw new Refusal('forbidden', text('这一步不由您办理。', 'This step is not yours to do.'))
  }
  return { role: free.seat.role, instead: free.instead }
}

/**
 * Takes back a running case whose subject is no more: by whoever, or whatever job, ended the subject.
 * @returns whether it was running.
 */
export async function dropCase(ctx: Ctx, caseId: AnyId, reason: string): Promise<boolean> {
  const found = await loadCase(ctx, caseId, true)
  if (found.standing.state !== 'running') return false
  const by = signerOf(ctx, { role: null, instead: null })
  await addAct(ctx, found, { by, act: { kind: 'withdraw', reason } })
  return true
}
