import type { z } from 'zod'
import type { Finding } from '../../../kernel/finding.ts'
import { addMonths, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { postVerbs as contract } from '../contract/posts.ts'
import type { Post } from '../model.ts'
import { ELECTED } from '../model.ts'
import { warning } from '../rules/finding.ts'
import type { PostRow } from '../store.ts'
import {
  endPosts,
  insertDeclaration,
  insertPosts,
  postHistory,
  postPage,
  postsOn,
} from '../store/posts.ts'
import { resolutionsByIds } from '../store/resolutions.ts'
import { charterOn } from './body.ts'
import { candidateFindings } from './candidates.ts'
import { refuse, refuseBlocked } from './loaded.ts'
import { electedRows } from './result.ts'

type PostVerbs = Verbs<typeof contract, Ctx>
type Given = Input<(typeof contract)['recordPosts']>
type Held = z.output<(typeof contract)['readPosts']['output']>['before'][number]

/** A co-op has a chair (Art. 33); accountant and cashier are two posts of every book. */
const NEEDED: readonly Post[] = ['chair', 'accountant', 'cashier']

const heldOf = (row: PostRow): Held => ({
  postId: row.id,
  post: row.post,
  personId: row.person_id,
  name: row.name,
  from: row.from_day,
  termEnds: row.term_ends,
  basis: row.basis,
  resolutionId: row.resolution_id,
  document: row.document,
  endedOn: row.ended_on,
  endReason: row.end_reason,
})

const expired = (ctx: Ctx, row: PostRow): boolean =>
  row.term_ends !== null && row.term_ends < ctx.today

/** What speaks against a post that is held: the other posts of the person, not this one. */
async function findingsOf(ctx: Ctx, row: PostRow): Promise<Finding[]> {
  if (row.person_id === null) return []
  const checked = await candidateFindings(ctx, {
    coopId: row.coop_id,
    post: row.post,
    personIds: [row.person_id],
    leaving: new Set([row.id]),
  }).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'not_found') return []
    throw error
  })
  return checked.flatMap(({ findings }) => [...findings])
}

/** Faults of rows that no rule needs to judge. */
function faultsOf(ctx: Ctx, { rows, resolutionId, asFound }: Given): Fault[] {
  return rows.flatMap((row, i): Fault[] => {
    const faults: Fault[] = []
    const say = (field: string, zh: string, en: string): void => {
      faults.push({ path: `$.rows[${i}].${field}`, text: text(zh, en) })
    }
    if ((row.personId === undefined) === (row.name === undefined)) {
      say(
        'personId',
        '写明人员或姓名,二者其一',
        'name a person of the registry or a name, one of them',
      )
    }
    if (row.from > ctx.today) say('from', '不能晚于今天', 'lies in the future')
    if (row.termEnds !== null && row.termEnds < row.from) {
      say('termEnds', '早于任职日', 'ends before it begins')
    }
    const elected = (ELECTED as readonly string[]).includes(row.post)
    if (elected && resolutionId === undefined && !asFound) {
      say('post', '由选举产生的职务须有选举决议', 'an elected post rests on a resolution')
    }
    if (elected && row.personId === undefined) {
      say('personId', '由选举产生的职务须为本社成员', 'an elected post is held by a member')
    }
    return faults
  })
}

/** @throws Refusal unless the resolution of this co-op elected each of these persons to the post. */
async function requireElected(ctx: Ctx, input: Given): Promise<void> {
  if (input.resolutionId === undefined) return
  const resolution = (await resolutionsByIds(ctx, [input.resolutionId])).get(input.resolutionId)
  if (resolution === undefined || resolution.coop_id !== input.coopId) throw notFound()
  const elected = electedRows(resolution).filter((one) => one.elected)
  const stranger = input.rows.findIndex(
    ({ post, personId }) =>
      (ELECTED as readonly string[]).includes(post) &&
      !elected.some((one) => one.personId === personId && one.post === post),
  )
  if (stranger < 0) return
  throw badInput([
    {
      path: `$.rows[${stranger}].personId`,
      text: text(
        '该决议没有选举此人担任此职',
        'the resolution did not elect this person to this post',
      ),
    },
  ])
}

async function judgeRows(ctx: Ctx, input: Given) {
  const found: { names: Map<AnyId, string>; findings: Finding[] } = {
    names: new Map(),
    findings: [],
  }
  const leaving = new Set(input.ending)
  for (const [post, rows] of Map.groupBy(input.rows, (row) => row.post)) {
    const personIds = rows.flatMap(({ personId }) => personId ?? [])
    const { coopId } = input
    for (const one of await candidateFindings(ctx, { coopId, post, personIds, leaving })) {
      found.names.set(one.personId, one.name)
      found.findings.push(...one.findings)
    }
  }
  return found
}

/** A co-op has exactly one chair (Art. 33). */
async function requireOneChair(ctx: Ctx, { coopId, rows, ending }: Given): Promise<void> {
  const fresh = rows.filter(({ post }) => post === 'chair').length
  if (fresh === 0) return
  const now = await postsOn(ctx, { coopId, posts: ['chair'] }, ctx.today)
  const staying = now.filter(({ id }) => !ending.includes(id))
  if (staying.length + fresh <= 1) return
  throw refuse(
    `理事长只能有一名;现任${staying[0]?.name ?? ''}须同时离任。`,
    'There is one chair; the one in office must leave with this.',
  )
}

/**
 * The last day of each row's term: as given, or the term of the charter in force for those who are elected.
 * @throws Refusal `bad_input` for a term that is longer than the charter's (Art. 33).
 */
async function termsByCharter(
  ctx: Ctx,
  { coopId, rows, asFound }: Given,
): Promise<(LocalDate | null)[]> {
  const charter = await charterOn(ctx, coopId)
  if (charter === null || asFound) return rows.map(({ termEnds }) => termEnds)
  const faults: Fault[] = []
  const ends = rows.map(({ post, from, termEnds }, i) => {
    if (!(ELECTED as readonly string[]).includes(post)) return termEnds
    const years =
      post === 'delegate' ? charter.assembly.delegateTermYears : charter.officers.termYears
    const last = addMonths(from, years * 12)
    if (termEnds !== null && termEnds > last) {
      const why = text(`章程规定任期 ${years} 年`, `the charter gives ${years} years`)
      faults.push({ path: `$.rows[${i}].termEnds`, text: why })
    }
    return termEnds ?? last
  })
  if (faults.length > 0) throw badInput(faults)
  return ends
}

export const postVerbs: PostVerbs = {
  listPosts: async (ctx, { limit, offset, ...filter }) => {
    const { total, rows } = await postPage(ctx, filter, { limit, offset })
    return {
      total,
      rows: rows.map((row) => ({
        ...heldOf(row),
        coopId: row.coop_id,
        coopName: row.coop_name,
        expired: expired(ctx, row),
      })),
    }
  },

  readPosts: async (ctx, { coopId }) => {
    const all = await postHistory(ctx, coopId)
    const [now, before] = [
      all.filter(({ ended_on }) => ended_on === null || ended_on > ctx.today),
      all.filter(({ ended_on }) => ended_on !== null && ended_on <= ctx.today),
    ]
    const shown = []
    for (const row of now) {
      const findings = await findingsOf(ctx, row)
      shown.push({ ...heldOf(row), expired: expired(ctx, row), findings })
    }
    return {
      coopId,
      now: shown,
      before: before.map(heldOf),
      vacant: NEEDED.filter((post) => !now.some((row) => row.post === post)),
    }
  },

  checkCandidates: async (ctx, { coopId, post, personIds }) => {
    const rows = await candidateFindings(ctx, { coopId, post, personIds })
    return { rows: rows.map((row) => ({ ...row, findings: [...row.findings] })) }
  },

  recordPosts: async (ctx, input) => {
    const faults = faultsOf(ctx, input)
    if (faults.length > 0) throw badInput(faults)
    await requireElected(ctx, input)
    await requireOneChair(ctx, input)
    const { coopId, rows, resolutionId, asFound, document, ending, reason } = input
    const { names, findings } = await judgeRows(ctx, input)
    const ends = await termsByCharter(ctx, input)
    if (!asFound) refuseBlocked(findings)
    const open = warning(findings)
    const [first] = open
    if (first !== undefined && reason === undefined) {
      throw new Refusal(
        'rule_blocked',
        text(`${first.text.zh}如仍要登记,请写明理由。`, `${first.text.en} To go on, say why.`),
        { data: { findings: open } },
      )
    }
    const mine = (await postsOn(ctx, { coopId }, ctx.today)).map(({ id }) => id)
    if (ending.some((id) => !mine.includes(id))) throw notFound()
    if (ending.length > 0) {
      await endPosts(ctx, ending, { on: rows[0]?.from ?? ctx.today, reason: '换届' })
    }
    const fresh = rows.map((row, i) => ({
      id: ctx.newId(),
      coop_id: coopId,
      post: row.post,
      person_id: row.personId ?? null,
      name: row.name ?? names.get(row.personId ?? '') ?? '',
      from_day: row.from,
      term_ends: ends[i] ?? null,
      basis:
        resolutionId !== undefined
          ? ('resolution' as const)
          : asFound
            ? ('as_found' as const)
            : ('appointment' as const),
      resolution_id: resolutionId ?? null,
      document,
    }))
    await insertPosts(ctx, fresh)
    ctx.record({
      entity: 'coop_post',
      id: coopId,
      after: {
        posts: fresh.map(({ post, name }) => `${post}: ${name}`),
        ending,
        reason: reason ?? null,
      },
    })
    ctx.emit('posts.changed', { coopId })
    return { postIds: fresh.map(({ id }) => id), findings }
  },

  endPost: async (ctx, { coopId, postId, on, reason }) => {
    const row = (await postHistory(ctx, coopId)).find(({ id }) => id === postId)
    if (row === undefined) throw notFound()
    if (row.ended_on !== null) {
      throw new Refusal('conflict', text('已登记离任。', 'This post was left already.'))
    }
    if (on < row.from_day) {
      throw badInput([{ path: '$.on', text: text('早于任职日', 'lies before the term began') }])
    }
    await endPosts(ctx, [postId], { on, reason })
    ctx.record({ entity: 'coop_post', id: postId, after: { endedOn: on, reason } })
    ctx.emit('posts.changed', { coopId })
    return { postId }
  },

  declareDuty: async (ctx, { coopId, personId, publicDuty, duty, declaredOn, document }) => {
    // Somebody who is nobody's business here is not found.
    await candidateFindings(ctx, { coopId, post: 'accountant', personIds: [personId] })
    if (publicDuty && duty === '') {
      throw badInput([{ path: '$.duty', text: text('请写明是什么公务', 'say which duty') }])
    }
    const id = ctx.newId()
    await insertDeclaration(ctx, {
      id,
      coop_id: coopId,
      person_id: personId,
      public_duty: publicDuty,
      duty,
      declared_on: declaredOn,
      document,
    })
    ctx.record({ entity: 'duty_declaration', id, after: { personId, publicDuty, duty } })
    return { declarationId: id }
  },
}
