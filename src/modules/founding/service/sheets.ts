import { createHash } from 'node:crypto'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { sayCaseNumber } from '../../approvals/index.ts'
import { householdsOfVillage } from '../../registry/index.ts'
import type { foundingContract } from '../contract.ts'
import { accountById, writtenIn } from '../store/accounts.ts'
import { latestWishes } from '../store/mobilisation.ts'
import {
  accountHeads,
  insertSignedAccount,
  insertSignedWish,
  type Scan,
  scanOf,
} from '../store/sheets.ts'
import { type Founding, loadFounding, mustRun } from './view.ts'

type SheetVerbs = Pick<Verbs<typeof foundingContract, Ctx>, 'takeBackSheet' | 'readSignedSheet'>

/** The number on a household's wish sheet. */
export const wishSerial = ({ found }: Founding, householdNumber: string): string =>
  `${sayCaseNumber(found.row)}-意-${householdNumber}`

/** The number on a printed account; a signed copy keeps that of the paper it was made from. */
export const accountSerial = (
  { found }: Founding,
  of: { readonly number: string; readonly id: AnyId },
): string => `${sayCaseNumber(found.row)}-账-${of.number}-${of.id.slice(-6)}`

/** Where a household's sheet is taken back: the village's own page. */
export const sheetLink = (projectId: AnyId, serial: string): string =>
  `/foundings/${projectId}/mobilisation?sheet=${encodeURIComponent(serial)}`

/** What a code on a household's sheet leads to, with what to type by hand. */
export const sheetCode = (ctx: Ctx, projectId: AnyId, serial: string) => ({
  content: `${ctx.publicAddress}${sheetLink(projectId, serial)}`,
  caption: serial,
})

/** Brackets and signs are typed in many ways. */
const plain = (serial: string): string =>
  serial
    .normalize('NFKC')
    .replaceAll(/[\s〔〕[\]()【】]/gu, '')
    .toUpperCase()

/** Whose sheet a number names. @throws Refusal `bad_input` for a number of no sheet of the project. */
async function sheetOf(ctx: Ctx, founding: Founding, serial: string) {
  const { project } = founding
  const households = await householdsOfVillage(ctx, project.village_id)
  const asked = plain(serial)
  const wish = households.find(({ number }) => plain(wishSerial(founding, number)) === asked)
  if (wish !== undefined) return { kind: 'wish' as const, household: wish }
  const byId = new Map(households.map((one) => [one.id, one]))
  for (const { id, household_id: householdId } of await accountHeads(ctx, project.id)) {
    const household = byId.get(householdId)
    if (household === undefined) continue
    const { number } = household
    if (plain(accountSerial(founding, { number, id })) === asked) {
      return { kind: 'account' as const, household, accountId: id }
    }
  }
  const said = text('不是本项目打印的表', 'is no sheet of this project')
  throw badInput([{ path: '$.serial', text: said }])
}

function scanFrom(file: { readonly name: string; readonly content: string }): Scan {
  const bytes = Buffer.from(file.content, 'base64')
  if (bytes.length > FILE_BYTES) {
    throw new Refusal('too_large', text('单个文件不超过 10 MB。', 'A file has at most 10 MB.'))
  }
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) {
    const why = text('应为照片、PDF 或 OFD 文件', 'must be a photograph, a PDF or an OFD')
    throw badInput([{ path: '$.content', text: why }])
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name: file.name, mediaType, sha256, content: bytes.toString('base64') }
}

function refuseDay(
  on: LocalDate,
  span: { readonly from: LocalDate; readonly to: LocalDate },
): void {
  if (on >= span.from && on <= span.to) return
  const said = text(
    `签字日期应在 ${span.from} 与 ${span.to} 之间`,
    `must lie between ${span.from} and ${span.to}`,
  )
  throw badInput([{ path: '$.on', text: said }])
}

export const sheetVerbs: SheetVerbs = {
  takeBackSheet: async (ctx, { projectId, serial, on, ...file }) => {
    const founding = await loadFounding(ctx, projectId, true)
    mustRun(founding)
    const scan = scanFrom(file)
    const sheet = await sheetOf(ctx, founding, serial)
    const { id: householdId, number, headName } = sheet.household
    if (sheet.kind === 'wish') {
      const last = (await latestWishes(ctx, projectId)).get(householdId)
      if (last === undefined) {
        throw new Refusal(
          'not_allowed_now',
          text('先登记这一户的意愿,再交回签字表。', 'Record what the household said first.'),
        )
      }
      refuseDay(on, { from: last.on, to: ctx.today })
      const { wish, landMu, cash, workdays, note } = last
      const said = { wish, landMu, cash, workdays, note }
      await insertSignedWish(ctx, { projectId, householdId, on, wish: said, scan })
    } else {
      const row = await accountById(ctx, { projectId, id: sheet.accountId })
      if (row === null) throw notFound()
      refuseDay(on, { from: row.reckoned_on, to: ctx.today })
      const { given, copyOf } = writtenIn(ctx, row)
      const reckonedOn = row.reckoned_on
      const fresh = { copyOf: copyOf ?? row.id, given, scan }
      await insertSignedAccount(ctx, { projectId, householdId, reckonedOn, on, ...fresh })
    }
    // Not whose it was and not how many have come: that would tell who has not signed.
    ctx.record({ entity: 'founding_project', id: projectId, after: { sheet: 'recorded' } })
    return { kind: sheet.kind, household: { number, headName } }
  },

  readSignedSheet: async (ctx, { projectId, kind, sheetId }) => {
    await loadFounding(ctx, projectId)
    const scan = await scanOf(ctx, { projectId, kind, id: sheetId })
    if (scan === null) throw notFound()
    return { name: scan.name, mediaType: scan.mediaType, content: scan.content }
  },
}
