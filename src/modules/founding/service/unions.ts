import { must } from '../../../kernel/assert.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx, Evidence } from '../../../platform/ctx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import type { EvidenceSource } from '../../../platform/module.ts'
import {
  casesAbout,
  dropCase,
  loadCase,
  sayCaseNumber,
  startCase,
  stepOf,
} from '../../approvals/index.ts'
import { propose, resolutionCarried } from '../../governance/index.ts'
import { coopsOfUnion, formUnion, readUnion } from '../../registry/index.ts'
import type { foundingContract } from '../contract.ts'
import { unionPaper } from '../rules/union-paper.ts'
import { unitHead } from '../store/projects.ts'

type UnionVerbs = Pick<
  Verbs<typeof foundingContract, Ctx>,
  'startUnionFounding' | 'readUnionFounding' | 'putUnionBefore'
>

/** Three co-ops found a union (农民专业合作社法 56). */
const LEAST = 3
const PROCESS = 'union-founding'
const SUBJECT = 'union'

const holds = (zh: string, en: string): Evidence => ({ holds: true, text: text(zh, en) })
const fails = (zh: string, en: string): Evidence => ({ holds: false, text: text(zh, en) })

/** The case by which a union is or was founded; null where it was entered without one. */
async function caseOf(ctx: Ctx, unionId: AnyId) {
  const rows = await casesAbout(ctx, [unionId])
  return rows.find(({ process }) => process === PROCESS) ?? null
}

/** The resolution by which a co-op joins: of the matter the law names, about this very union. */
async function joined(ctx: Ctx, coopId: AnyId, unionId: AnyId) {
  const carried = await resolutionCarried(ctx, { coopId, subjectId: unionId })
  return carried?.matter === 'union_join' ? carried : null
}

export const unionVerbs: UnionVerbs = {
  startUnionFounding: async (ctx, { seatId, name, leadId, memberIds, industry }) => {
    if (!memberIds.includes(leadId)) {
      const said = text('牵头合作社须是成员之一', 'the lead must be one of the members')
      throw badInput([{ path: '$.leadId', text: said }])
    }
    const seat = await unitHead(ctx, seatId)
    if (seat === null) throw notFound()
    // Refuses fewer than three, and members that are no registered co-ops of the seat.
    const { id: unionId } = await formUnion(ctx, {
      seatId,
      name,
      foundedOn: ctx.today,
      memberIds,
      ...(industry === undefined ? {} : { industry }),
      document: '组建联合社流程',
    })
    const members = (await coopsOfUnion(ctx, unionId)) ?? []
    const { row } = await startCase(ctx, {
      process: PROCESS,
      unitId: leadId as Id<'unit'>,
      title: `组建${name}`,
      subject: { kind: SUBJECT, id: unionId },
      facts: { name, seat: seat.name, members: members.map((one) => one.name) },
    })
    ctx.record({ entity: 'coop_union', id: unionId, after: { foundingCase: row.id } })
    return { unionId, caseId: row.id, number: sayCaseNumber(row) }
  },

  readUnionFounding: async (ctx, { unionId }) => {
    const row = await caseOf(ctx, unionId)
    if (row === null) return { founding: null }
    const { process, standing } = await loadCase(ctx, row.id, false)
    const coops = (await coopsOfUnion(ctx, unionId)) ?? []
    const members = []
    for (const coop of coops) {
      const found = await joined(ctx, coop.id, unionId)
      const resolution =
        found === null ? null : { number: found.number, decidedOn: found.decidedOn }
      members.push({ coop: { id: coop.id, name: coop.name }, resolution })
    }
    return {
      founding: {
        caseId: row.id,
        number: sayCaseNumber(row),
        state: standing.state,
        steps: standing.steps.map(({ key, status }) => ({
          key,
          title: { ...must(stepOf(process, key), key).title },
          status,
        })),
        members,
      },
    }
  },

  putUnionBefore: async (ctx, { coopId, unionId, heldOn, startsAt, place }) => {
    const row = await caseOf(ctx, unionId)
    const members = (await coopsOfUnion(ctx, unionId)) ?? []
    const own = coopId === unionId
    if (row === null || row.state !== 'running') throw notFound()
    if (!own && !members.some(({ id }) => id === coopId)) throw notFound()
    const { union } = await readUnion(ctx, { unionId })
    const paper = unionPaper({
      name: union.name,
      seat: union.seat.name,
      members: members.map(({ name }) => name),
      today: ctx.today,
    })
    const pdf = await writePdf(paper, { printed: '', proof: null }, { at: ctx.now })
    const { meetingId } = await propose(
      ctx,
      {
        coopId,
        matter: 'union_join',
        title: own ? `设立${union.name}、通过章程` : `加入${union.name}`,
        content: own
          ? '通过联合社章程,确认成员社名单,选举理事、监事,委托办理登记。'
          : `同意本社作为设立人加入${union.name}。`,
        subject: { kind: SUBJECT, id: unionId },
        document: { name: `${paper.title}.pdf`, pdf },
      },
      {
        meeting: {
          kind: own ? 'union' : 'assembly',
          title: own ? '联合社设立大会' : '成员大会(加入联合社)',
          heldOn,
          startsAt,
          place,
          call: 'regular',
          chairName: '',
          recorderName: '',
        },
      },
    )
    ctx.record({ entity: 'coop_union', id: unionId, after: { putBefore: coopId, meetingId } })
    return { meetingId }
  },
}

/** A union was ended before it was founded to the end: its case is taken back with it. Bears being told twice. */
export async function followUnion(
  ctx: Ctx,
  { unionId }: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (typeof unionId !== 'string') return
  const row = await caseOf(ctx, unionId as AnyId)
  if (row === null || row.state !== 'running') return
  const { union } = await readUnion(ctx, { unionId: unionId as Id<'unit'> })
  if (union.endedOn === null) return
  await dropCase(ctx, row.id, `联合社已于${union.endedOn}终止`)
}

/** Evidence about the union a case is about. */
const aboutUnion =
  (of: (ctx: Ctx, unionId: AnyId) => Promise<Evidence>): EvidenceSource =>
  (ctx, { subjectId }) =>
    subjectId === null
      ? Promise.resolve(fails('本件没有对应的联合社', 'the case belongs to no union'))
      : of(ctx, subjectId)

async function enough(ctx: Ctx, unionId: AnyId): Promise<Evidence> {
  const n = (await coopsOfUnion(ctx, unionId))?.length ?? 0
  return n >= LEAST
    ? holds(`成员社 ${n} 家,不少于三家`, `${n} member co-ops, at least three`)
    : fails(`成员社 ${n} 家,须三家以上`, `${n} member co-ops; three are needed`)
}

async function resolved(ctx: Ctx, unionId: AnyId): Promise<Evidence> {
  const coops = (await coopsOfUnion(ctx, unionId)) ?? []
  const open = []
  for (const { id, name } of coops) if ((await joined(ctx, id, unionId)) === null) open.push(name)
  return open.length === 0 && coops.length > 0
    ? holds(
        `${coops.length} 家成员社的成员大会都已决议加入`,
        `the assemblies of all ${coops.length} members have resolved to join`,
      )
    : fails(
        `还没有成员大会决议的:${open.join('、')}`,
        `no resolution of the assembly yet: ${open.join(', ')}`,
      )
}

/** One co-op one vote, and every founder must agree to the charter (农民专业合作社法 14, 59, 63). */
async function carried(ctx: Ctx, unionId: AnyId): Promise<Evidence> {
  const found = await joined(ctx, unionId, unionId)
  if (found === null) {
    return fails('联合社设立大会还没有通过的决议', 'the founding assembly has carried nothing yet')
  }
  return found.inFavour === found.allVotes
    ? holds(
        `设立大会 ${found.decidedOn} ${found.number}决议一致通过`,
        `resolution ${found.number} of ${found.decidedOn} was carried by all`,
      )
    : fails(
        `设立大会 ${found.inFavour}/${found.allVotes} 票同意,章程须全体设立人一致通过`,
        `${found.inFavour} of ${found.allVotes} agreed; a charter needs every founder`,
      )
}

async function registered(ctx: Ctx, unionId: AnyId): Promise<Evidence> {
  const { union } = await readUnion(ctx, { unionId })
  if (union.status !== 'registered' || union.creditCode === null) {
    return fails(
      '请先在联合社页面登记执照日期和信用代码,状态改为存续',
      'record the licence on the page of the union first',
    )
  }
  return union.creditCodeCheck === 'valid'
    ? holds(`已登记,信用代码 ${union.creditCode}`, `registered as ${union.creditCode}`)
    : fails('统一社会信用代码校验不对', 'the credit code does not check')
}

export const unionEvidence: Readonly<Record<string, EvidenceSource>> = {
  'founding.union-members': aboutUnion(enough),
  'founding.union-resolved': aboutUnion(resolved),
  'founding.union-carried': aboutUnion(carried),
  'founding.union-registered': aboutUnion(registered),
}
