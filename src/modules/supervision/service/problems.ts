import { must } from '../../../kernel/assert.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { formatYuan } from '../../../kernel/money.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { casesAbout, loadCase, startCase, type Values } from '../../approvals/index.ts'
import type { supervisionContract } from '../contract.ts'
import type { Ref } from '../model.ts'
import { CHANNEL_WORDS, SEVERITY_WORDS } from '../rules/words.ts'
import * as store from '../store/problems.ts'
import { listingRows } from '../store/listings.ts'
import { lockSources, sourcesOfProblems, takeSources } from '../store/sources.ts'
import type { ProblemRow, SourceRow } from '../store.ts'
import {
  holdsAt,
  lockProblem,
  notNow,
  problemRefs,
  refsOf,
  rewind,
  sayPlate,
  sayProblem,
  shownProblemRow,
  shownSource,
  stepForCaller,
  stepsOfCase,
} from './view.ts'

type Contract = typeof supervisionContract
type ProblemVerbs = Pick<
  Verbs<Contract, Ctx>,
  | 'addProblem'
  | 'listProblems'
  | 'readProblem'
  | 'requestProblemExtension'
  | 'pauseProblem'
  | 'resumeProblem'
  | 'reopenProblem'
  | 'noteProblem'
>

const COUNTY_DESKS = ['county_agriculture', 'county_organisation']
const TOWN_DESKS = ['town_station', 'town_secretary']
/** Who asks for more time: those who have to mend, and the town for its villages. */
const MENDERS = ['village_secretary', 'coop_accountant', ...TOWN_DESKS]

/** The process a problem runs through, by who issues the notice and who has to mend. */
export function processFor(kind: UnitKind, issuer: 'county' | 'town'): string {
  if (kind === 'town') return 'problem-of-town'
  return issuer === 'county' ? 'problem-by-county' : 'problem-by-town'
}

/** What the case of a problem is opened with. */
function factsFor(
  row: Pick<
    ProblemRow,
    | 'channel'
    | 'severity'
    | 'found_on'
    | 'description'
    | 'clause'
    | 'amount_fen'
    | 'responsible'
    | 'leader'
  >,
  more: { readonly number: string; readonly refs: readonly Ref[]; readonly dueOn: string },
): Values {
  return {
    number: more.number,
    channel: CHANNEL_WORDS[row.channel].zh,
    severity: SEVERITY_WORDS[row.severity].zh,
    foundOn: row.found_on,
    description: row.description,
    clause: row.clause,
    ...(row.amount_fen === null ? {} : { amount: formatYuan(row.amount_fen) }),
    evidence: more.refs.map(({ label }) => label),
    responsible: row.responsible,
    leader: row.leader,
    dueOn: more.dueOn,
  }
}

/** Who enters a problem must sit where its notice is issued. */
function refuseIssuer(
  ctx: Ctx,
  chain: readonly { readonly id: Id<'unit'>; readonly kind: UnitKind }[],
  issuer: 'county' | 'town',
): void {
  const kind = must(chain[0], 'the unit of a problem').kind
  const path = '$.issuer'
  if (kind === 'county') throw notFound()
  if (kind === 'town' && issuer === 'town') {
    const said = text('乡镇(街道)自身的问题由县级督办', 'a town’s own problem is the county’s')
    throw badInput([{ path, text: said }])
  }
  const at = chain.filter((unit) => unit.kind === issuer).map(({ id }) => id)
  if (holdsAt(ctx, issuer === 'county' ? COUNTY_DESKS : TOWN_DESKS, at)) return
  const said = text('您不在这一级,不能以其名义督办', 'you do not sit at that level')
  throw badInput([{ path, text: said }])
}

/** The facts a problem is made of: all there, none in another problem. */
async function factsTaken(
  ctx: Ctx,
  input: Pick<Input<Contract['addProblem']>, 'sourceIds' | 'unitId'>,
): Promise<SourceRow[]> {
  const rows = await lockSources(ctx, input.sourceIds, input.unitId)
  if (rows.length !== new Set(input.sourceIds).size) throw notFound()
  if (rows.some(({ problem_id: taken }) => taken !== null)) {
    throw new Refusal(
      'conflict',
      text('所选线索已列入问题清单。', 'A problem has been made of it already.'),
    )
  }
  return rows
}

export const problemVerbs: ProblemVerbs = {
  addProblem: async (ctx, input) => {
    const chain = await store.unitChain(ctx, input.unitId)
    refuseIssuer(ctx, chain, input.issuer)
    if (input.foundOn > ctx.today) {
      throw badInput([{ path: '$.foundOn', text: text('不能晚于今天', 'lies in the future') }])
    }
    if (input.dueOn < ctx.today) {
      throw badInput([{ path: '$.dueOn', text: text('不能早于今天', 'lies in the past') }])
    }
    const taken = await factsTaken(ctx, input)
    const refs = refsWith(taken, input.evidence)
    const [problemId, number] = [ctx.newId(), await store.nextNumber(ctx)]
    const said = sayProblem({ year: Number(ctx.today.slice(0, 4)), number })
    const row = {
      id: problemId,
      unit_id: must(chain[0], 'the unit').id,
      issuer: input.issuer,
      found_on: input.foundOn,
      channel: input.channel,
      severity: input.severity,
      title: input.title,
      description: input.description,
      clause: input.clause,
      amount_fen: input.amount ?? null,
      refs,
      responsible: input.responsible,
      leader: input.leader,
      public: input.public,
    }
    const found = await startCase(ctx, {
      process: processFor(must(chain[0], 'the unit').kind, input.issuer),
      unitId: row.unit_id,
      title: `${said} ${input.title}`,
      subject: { kind: 'problem', id: problemId },
      facts: factsFor(row, { number: said, refs, dueOn: input.dueOn }),
    })
    const opened = { ...row, number, case_id: found.row.id, stage: 'draft', due_on: input.dueOn }
    await store.insertProblem(ctx, opened)
    await store.addEvent(ctx, problemId, { kind: 'due', words: '', dueOn: input.dueOn })
    await takeSources(ctx, input.sourceIds, problemId)
    ctx.record({
      entity: 'problem',
      id: problemId,
      after: {
        number: said,
        title: input.title,
        dueOn: input.dueOn,
        facts: input.sourceIds.length,
      },
    })
    ctx.emit('problem.added', { problemId, unitId: row.unit_id, severity: row.severity })
    return { problemId, caseId: found.row.id, number: said }
  },

  listProblems: async (ctx, input) => {
    const counts = await store.problemCounts(ctx, input)
    const rows = await store.problemPage(ctx, input)
    const { all: total } = counts
    const by = { ...counts, all: total }
    return {
      total: by[input.state],
      open: counts.open,
      overdue: counts.overdue,
      listed: counts.listed,
      closed: counts.closed,
      rows: rows.map((row) => shownProblemRow(ctx, row)),
    }
  },

  readProblem: async (ctx, { problemId }) => {
    const row = await store.shownProblem(ctx, problemId)
    if (row === null) throw notFound()
    const found = await loadCase(ctx, row.case_id, false)
    const events = await store.eventRows(ctx, problemId)
    const listings = (await listingRows(ctx, {})).filter(({ problem_id: id }) => id === problemId)
    const cases = await casesAbout(ctx, [problemId])
    const writes = ctx.may('supervision.write') && mayIssue(ctx, row.issuer, found.units)
    const mends = holdsAt(ctx, MENDERS, found.units)
    const open = row.closed_on === null
    const asking = cases.some(
      ({ process, state }) => process.startsWith('extension') && state === 'running',
    )
    const listing = listings.find(({ state }) => ['proposed', 'running', 'listed'].includes(state))
    return {
      ...shownProblemRow(ctx, row),
      description: row.description,
      clause: row.clause,
      refs: problemRefs(row),
      recordedBy: row.recorded_by,
      sources: (await sourcesOfProblems(ctx, [problemId])).map(shownSource),
      steps: await stepsOfCase(ctx, found),
      mine: stepForCaller(ctx, found),
      events: events.map((event) => ({
        kind: event.kind,
        on: event.on_date,
        dueOn: event.due_on,
        words: event.words,
        by: event.recorded_by,
      })),
      cases: cases.map((one) => ({
        caseId: one.id,
        title: one.title,
        process: one.process,
        state: one.state,
      })),
      listings: listings.map((one) => ({
        listingId: one.id,
        state: one.state,
        plate: sayPlate(one.year, one.number),
      })),
      may: {
        extend: open && !row.paused && !asking && mends && isMending(row.stage),
        pause: open && writes && !row.paused,
        resume: open && writes && row.paused,
        reopen: !open && row.stage === 'closed' && writes,
        list: open && ctx.may('supervision.write') && listing === undefined,
      },
    }
  },

  requestProblemExtension: async (ctx, { problemId, until, reason, done }) => {
    const row = await lockProblem(ctx, problemId)
    refuseClosed(row)
    const chain = await store.unitChain(ctx, row.unit_id)
    const above = chain.map(({ id }) => id)
    if (!holdsAt(ctx, MENDERS, above)) {
      throw new Refusal('forbidden', text('由整改单位申请。', 'Who has to mend asks for it.'))
    }
    if (!isMending(row.stage)) {
      throw notNow('通知签发后、回复前才能申请延期。', 'Only while it is being mended.')
    }
    if (until <= row.due_on) {
      const said = text(`应晚于现在的期限 ${row.due_on}`, `must be after ${row.due_on}`)
      throw badInput([{ path: '$.until', text: said }])
    }
    const said = sayProblem(row)
    const found = await startCase(ctx, {
      process: row.issuer === 'county' ? 'extension-by-county' : 'extension-by-town',
      unitId: row.unit_id,
      title: `${said} 延期至 ${until}`,
      subject: { kind: 'problem', id: problemId },
      facts: { number: said, dueOn: row.due_on, until, reason, done },
    })
    ctx.record({ entity: 'problem', id: problemId, after: { asked: until, reason } })
    return { caseId: found.row.id }
  },

  pauseProblem: async (ctx, { problemId, reason }) => {
    const row = await lockProblem(ctx, problemId)
    await refuseOther(ctx, row)
    refuseClosed(row)
    if (row.paused) throw notNow('计时已经暂停。', 'The clock stands already.')
    await store.addEvent(ctx, problemId, { kind: 'paused', words: reason })
    await rewind(ctx, problemId)
    ctx.record({ entity: 'problem', id: problemId, after: { paused: reason } })
    return {}
  },

  resumeProblem: async (ctx, { problemId, reason }) => {
    const row = await lockProblem(ctx, problemId)
    await refuseOther(ctx, row)
    refuseClosed(row)
    if (!row.paused) throw notNow('计时没有暂停。', 'The clock is running.')
    await store.addEvent(ctx, problemId, { kind: 'resumed', words: reason })
    const dueOn = await rewind(ctx, problemId)
    ctx.record({ entity: 'problem', id: problemId, after: { resumed: reason, dueOn } })
    return { dueOn }
  },

  reopenProblem: async (ctx, { problemId, reason, dueOn }) => {
    const row = await lockProblem(ctx, problemId)
    await refuseOther(ctx, row)
    if (row.closed_on === null) throw notNow('问题还没有销号。', 'It is not closed.')
    if (dueOn < ctx.today) {
      throw badInput([{ path: '$.dueOn', text: text('不能早于今天', 'lies in the past') }])
    }
    const said = sayProblem(row)
    const chain = await store.unitChain(ctx, row.unit_id)
    const found = await startCase(ctx, {
      process: processFor(must(chain[0], 'the unit').kind, row.issuer),
      unitId: row.unit_id,
      title: `${said} ${row.title}(重新立项)`,
      subject: { kind: 'problem', id: problemId },
      facts: factsFor(row, { number: said, refs: refsOf(row.refs), dueOn }),
    })
    await store.setProblem(ctx, problemId, {
      case_id: found.row.id,
      stage: 'draft',
      closed_on: null,
    })
    const caseId = found.row.id
    await store.addEvent(ctx, problemId, { kind: 'reopened', words: reason, dueOn, caseId })
    await rewind(ctx, problemId)
    ctx.record({ entity: 'problem', id: problemId, after: { reopened: reason, dueOn } })
    ctx.emit('problem.reopened', { problemId, unitId: row.unit_id })
    return { caseId }
  },

  noteProblem: async (ctx, { problemId, words }) => {
    const row = await lockProblem(ctx, problemId)
    refuseClosed(row)
    await store.addEvent(ctx, problemId, { kind: 'note', words })
    ctx.record({ entity: 'problem', id: problemId, after: { note: words } })
    return {}
  },
}

const MENDING = new Set(['acknowledge', 'plan', 'reply'])
const isMending = (stage: string): boolean => MENDING.has(stage)

const mayIssue = (ctx: Ctx, issuer: 'county' | 'town', units: readonly AnyId[]): boolean =>
  holdsAt(ctx, issuer === 'county' ? COUNTY_DESKS : TOWN_DESKS, units)

/** Only the level that issued the notice stops its clock or opens it again. */
async function refuseOther(ctx: Ctx, row: ProblemRow): Promise<void> {
  const chain = await store.unitChain(ctx, row.unit_id)
  if (
    mayIssue(
      ctx,
      row.issuer,
      chain.map(({ id }) => id),
    )
  )
    return
  throw new Refusal(
    'forbidden',
    text('由签发整改通知的一级办理。', 'The level that issued the notice does this.'),
  )
}

function refuseClosed(row: ProblemRow): void {
  if (row.closed_on !== null) throw notNow('问题已经办结。', 'The problem has ended.')
}

/** What the taken facts point to, each once, and what was typed beside them. */
function refsWith(taken: readonly SourceRow[], typed: readonly string[]): Ref[] {
  const known = new Map(
    taken.flatMap((row) =>
      refsOf(row.refs).map((one): [string, Ref] => [`${one.kind}:${one.id}`, one]),
    ),
  )
  return [
    ...known.values(),
    ...typed.map((label): Ref => ({ kind: 'note', id: null, coopId: null, label })),
  ]
}
