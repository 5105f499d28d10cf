import { chinaDate, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import type { Slip } from '../../../kernel/slip.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeSlips } from '../../../platform/document/write-slips.ts'
import { householdsOfVillage, personsOfVillage } from '../../registry/index.ts'
import type { foundingContract } from '../contract.ts'
import type { HouseholdWish } from '../model.ts'
import { countWishes, faultsOfWish, namesIn } from '../rules/wishes.ts'
import { latestAccounts } from '../store/accounts.ts'
import * as store from '../store/mobilisation.ts'
import { unitHead } from '../store/projects.ts'
import { sheetCode, wishSerial } from './sheets.ts'
import { type Founding, loadFounding, mustRun } from './view.ts'

type MobilisationVerbs = Pick<
  Verbs<typeof foundingContract, Ctx>,
  | 'recordVisits'
  | 'recordWishes'
  | 'recordQuestions'
  | 'answerQuestion'
  | 'shareQuestion'
  | 'readMobilisation'
  | 'printWishSheets'
  | 'listQuestionBank'
  | 'removeBankQuestion'
>

/** Faults for days to come and for households of other villages, each at its place. */
async function refuseStrays(
  ctx: Ctx,
  { project }: Founding,
  rows: readonly {
    readonly path: string
    readonly on: LocalDate
    readonly dayField: string
    readonly households: readonly (readonly [field: string, id: AnyId])[]
  }[],
): Promise<void> {
  const own = new Set((await householdsOfVillage(ctx, project.village_id)).map(({ id }) => id))
  const faults = rows.flatMap(({ path, on, dayField, households }): Fault[] => [
    ...(on > ctx.today
      ? [{ path: `${path}.${dayField}`, text: text('不能晚于今天', 'lies in the future') }]
      : []),
    ...households
      .filter(([, id]) => !own.has(id))
      .map(([field]) => ({
        path: `${path}.${field}`,
        text: text('不是本村农户', 'is no household of the village'),
      })),
  ])
  if (faults.length > 0) throw badInput(faults)
}

/** The audit trail says that something was recorded, never how many or of whom. */
const told = (ctx: Ctx, projectId: AnyId, what: string): void =>
  ctx.record({ entity: 'founding_project', id: projectId, after: { [what]: 'recorded' } })

async function running(ctx: Ctx, projectId: AnyId): Promise<Founding> {
  const founding = await loadFounding(ctx, projectId, true)
  mustRun(founding)
  return founding
}

export const mobilisationVerbs: MobilisationVerbs = {
  recordVisits: async (ctx, { projectId, visits }) => {
    const founding = await running(ctx, projectId)
    await refuseStrays(
      ctx,
      founding,
      visits.map(({ on, householdIds }, i) => ({
        path: `$.visits[${i}]`,
        on,
        dayField: 'on',
        households: householdIds.map((id, k) => [`householdIds[${k}]`, id] as const),
      })),
    )
    const rows = visits.map((visit) => ({ ...visit, attended: visit.attended ?? null }))
    await store.insertVisits(ctx, projectId, rows)
    told(ctx, projectId, 'visits')
    return { recorded: visits.length }
  },

  recordWishes: async (ctx, { projectId, rows }) => {
    const founding = await running(ctx, projectId)
    const faults = rows.flatMap((row, i) => faultsOfWish(row, `$.rows[${i}]`))
    if (faults.length > 0) throw badInput(faults)
    await refuseStrays(
      ctx,
      founding,
      rows.map(({ on, householdId }, i) => ({
        path: `$.rows[${i}]`,
        on,
        dayField: 'on',
        households: [['householdId', householdId]],
      })),
    )
    await store.insertWishes(ctx, projectId, rows)
    told(ctx, projectId, 'wishes')
    return { recorded: rows.length }
  },

  recordQuestions: async (ctx, { projectId, rows }) => {
    const founding = await running(ctx, projectId)
    await refuseStrays(
      ctx,
      founding,
      rows.map(({ raisedOn, householdId }, i) => ({
        path: `$.rows[${i}]`,
        on: raisedOn,
        dayField: 'raisedOn',
        households: householdId === null ? [] : [['householdId', householdId]],
      })),
    )
    await store.insertQuestions(ctx, projectId, rows)
    told(ctx, projectId, 'questions')
    return { recorded: rows.length }
  },

  answerQuestion: async (ctx, { projectId, questionId, answer }) => {
    await running(ctx, projectId)
    if (!(await store.saveAnswer(ctx, { projectId, id: questionId, answer }))) throw notFound()
    told(ctx, projectId, 'answer')
    return {}
  },

  shareQuestion: async (ctx, { projectId, topic, question, answer }) => {
    const { project } = await running(ctx, projectId)
    const people = await personsOfVillage(ctx, project.village_id)
    const heads = await householdsOfVillage(ctx, project.village_id)
    const names = [...people.map(({ name }) => name), ...heads.map(({ headName }) => headName)]
    const found = namesIn(`${question} ${answer}`, names)
    if (found.length > 0) {
      throw new Refusal(
        'not_allowed_now',
        text(
          `问答库不写人名,请改成一般说法:${found.join('、')}`,
          `The bank holds no names; say it in general words: ${found.join(', ')}`,
        ),
      )
    }
    const id = ctx.newId()
    await store.insertBank(ctx, { id, topic, question, answer })
    told(ctx, projectId, 'sharedQuestion')
    return { id }
  },

  readMobilisation: async (ctx, { projectId }) => readLedger(ctx, projectId),

  printWishSheets: async (ctx, { projectId, householdId }) => {
    const founding = await loadFounding(ctx, projectId)
    const { project } = founding
    const unit = await unitHead(ctx, project.village_id)
    const wishes = await store.latestWishes(ctx, projectId)
    const all = await householdsOfVillage(ctx, project.village_id)
    const chosen = all.filter(({ id }) => householdId === undefined || id === householdId)
    if (chosen.length === 0) throw notFound()
    const title = '入社意愿调查表'
    const slips = chosen.map(({ id, number, headName }) => ({
      ...wishSheet({
        title,
        village: `${unit?.above ?? ''}${unit?.name ?? ''}`,
        project: project.name,
        number,
        headName,
        wish: wishes.get(id) ?? null,
        serial: wishSerial(founding, number),
      }),
      qr: sheetCode(ctx, projectId, wishSerial(founding, number)),
    }))
    const foot = { printed: `打印日期：${chinaDate(ctx.now)}`, proof: null }
    const bytes = await writeSlips(slips, foot, { at: ctx.now, title })
    const name = `${unit?.name ?? ''}${title}.pdf`
    return { name, mediaType: 'application/pdf', content: bytes.toString('base64') }
  },

  listQuestionBank: async (ctx, filter) => ({
    rows: (await store.bankRows(ctx, filter)).map(({ id, topic, question, answer }) => ({
      id,
      topic: topic as 'other',
      question,
      answer,
    })),
  }),

  removeBankQuestion: async (ctx, { id }) => {
    if (!(await store.deleteBank(ctx, id))) throw notFound()
    ctx.record({ entity: 'question_bank', id, after: { removed: true } })
    return {}
  },
}

async function readLedger(ctx: Ctx, projectId: AnyId) {
  const founding = await loadFounding(ctx, projectId)
  const { project } = founding
  const households = await householdsOfVillage(ctx, project.village_id)
  const [visits, wishes] = [
    await store.visitsOf(ctx, projectId),
    await store.latestWishes(ctx, projectId),
  ]
  const questions = await store.questionsOf(ctx, projectId)
  const accounts = await latestAccounts(ctx, projectId)
  const nameOf = new Map(households.map(({ id, headName }) => [id, headName]))
  const visitsTo = (id: AnyId) => visits.filter((visit) => visit.households.includes(id))
  const unit = await unitHead(ctx, project.village_id)
  return {
    village: unit?.name ?? '',
    households: households.length,
    visited: households.filter(({ id }) => visitsTo(id).length > 0).length,
    ...countWishes(households.length, [...wishes.values()]),
    rows: households.map(({ id, number, headName }) => {
      const [last, ...rest] = visitsTo(id)
      const account = accounts.get(id)
      return {
        householdId: id,
        number,
        headName,
        visits: last === undefined ? 0 : rest.length + 1,
        lastVisitOn: last?.on_date ?? null,
        wish: wishes.get(id) ?? null,
        serial: wishSerial(founding, number),
        openQuestions: questions.filter((q) => q.householdId === id && q.answer === null).length,
        account:
          account === undefined
            ? null
            : { id: account.id, reckonedOn: account.reckoned_on, signedOn: account.signed_on },
      }
    }),
    visits: visits.map((visit) => ({
      id: visit.id,
      kind: visit.kind,
      on: visit.on_date,
      place: visit.place,
      visitors: visit.visitors,
      attended: visit.attended,
      households: visit.households.map((id) => nameOf.get(id) ?? ''),
      note: visit.note,
    })),
    questions: questions.map(({ householdId, ...question }) => ({
      ...question,
      household: householdId === null ? null : (nameOf.get(householdId) ?? ''),
    })),
  }
}

/** Short enough for one line of the large type, with signs every font has. */
const WISH_WORDS = { willing: '愿意', unwilling: '不愿意', undecided: '再考虑' } as const

/** A sheet in large type: what the household said stands ticked, otherwise boxes to tick by hand. */
function wishSheet(of: {
  readonly title: string
  readonly village: string
  readonly project: string
  readonly number: string
  readonly headName: string
  readonly wish: (HouseholdWish & { readonly on: LocalDate }) | null
  readonly serial: string
}): Slip {
  const { wish } = of
  const box = (one: keyof typeof WISH_WORDS) =>
    `${wish?.wish === one ? '√' : '□'}${WISH_WORDS[one]}`
  const brings = wish !== null && wish.wish !== 'unwilling'
  const line = (title: string, amount: string) => ({ title, amount, words: '', article: null })
  return {
    title: of.title,
    organisation: of.village,
    facts: [
      ['拟办合作社', of.project],
      ['户主', `${of.headName}(户号 ${of.number})`],
    ],
    headline: {
      label: '我家入社的意愿',
      value: (['willing', 'undecided', 'unwilling'] as const).map(box).join('　'),
    },
    lines: [
      line('拟入股土地(亩)', brings ? wish.landMu : '______'),
      line('拟出资(元)', brings ? displayYuan(wish.cash) : '______'),
      line('每年可出工(天)', brings ? String(wish.workdays) : '______'),
    ],
    notes: [
      '入社自愿、退社自由(农民专业合作社法 4)。填写“不愿意”或“再考虑”不影响任何权益,本表只由本村保管。',
    ],
    signatures: ['户主(签名)', '调查人', '日期'],
    serial: of.serial,
  }
}
