import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, formatYuan } from '../../../kernel/money.ts'
import { formatFraction, parseFraction } from '../../../kernel/fraction.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { sharesContract } from '../contract.ts'
import type { Form, HolderKind, Register, Row } from '../model.ts'
import { isMember, partOf, registerOn } from '../model/register.ts'
import type { CertificateTable } from '../store.ts'
import { lockRegister } from '../store/book.ts'
import {
  auditHead,
  certificateById,
  certificatePage,
  endCertificate,
  lastTouched,
  saveCertificates,
  takeCertificateNumbers,
  validCertificates,
} from '../store/certificates.ts'
import { bookOf } from './register.ts'

type CertificateVerbs = Pick<
  Verbs<typeof sharesContract, Ctx>,
  | 'issueCertificates'
  | 'replaceCertificate'
  | 'voidCertificate'
  | 'readCertificate'
  | 'listCertificates'
>

/** A certificate's text as it is kept: amounts as yuan, so that the paper can be compared letter by letter. */
interface Printed {
  readonly memberNumber: string
  readonly holderKind: HolderKind
  readonly holderName: string
  readonly joinedOn: LocalDate
  readonly asOf: LocalDate
  readonly contributions: readonly {
    readonly form: Form
    readonly paid: string
    readonly promised: string
  }[]
  readonly paid: string
  readonly promised: string
  readonly share: string | null
  readonly unitsMicro: string
  readonly auditHead: { readonly seq: string; readonly hash: string } | null
}

export const certificateVerbs: CertificateVerbs = {
  issueCertificates: async (ctx, { coopId, holderIds }) => {
    // The register's lock keeps the rows still while they are printed.
    await lockRegister(ctx, coopId)
    const register = registerOn(await bookOf(ctx, coopId), ctx.today)
    const rows = chosen(register, holderIds)
    const have = await validCertificates(
      ctx,
      rows.map(({ holder }) => holder.id),
    )
    const due = rows.filter(({ holder }) => !have.has(holder.id))
    if (holderIds !== undefined && due.length < rows.length) {
      throw new Refusal(
        'conflict',
        text(
          '其中有人已持有有效的股权证;换证请用换发。',
          'Somebody holds a valid certificate already; replace it instead.',
        ),
      )
    }
    if (due.length === 0) {
      throw new Refusal(
        'not_allowed_now',
        text('没有需要发证的成员。', 'Nobody is due a certificate.'),
      )
    }
    const year = yearOf(ctx.today)
    const first = await takeCertificateNumbers(ctx, coopId, { year, count: due.length })
    const head = await auditHead(ctx)
    const issued = due.map((row, i) => ({
      id: ctx.newId(),
      coopId,
      holderId: row.holder.id,
      year,
      number: first + i,
      issuedOn: ctx.today,
      replaces: null,
      printed: print(row, register, head),
    }))
    await saveCertificates(ctx, issued)
    const certificates = issued.map(({ id, holderId, number }) => ({
      id,
      holderId,
      number: numberText(year, number),
    }))
    ctx.record({ entity: 'share_certificate', id: coopId, after: { issued: certificates } })
    return { certificates }
  },

  replaceCertificate: async (ctx, { certificateId, reason }) => {
    const old = await valid(ctx, certificateId)
    const register = registerOn(await bookOf(ctx, old.coop_id), ctx.today)
    const row = register.rows.find(({ holder }) => holder.id === old.holder_id)
    if (row === undefined) {
      throw new Refusal(
        'conflict',
        text('持有人已退出,只能作废。', 'The holder has left; the certificate can only be voided.'),
      )
    }
    const year = yearOf(ctx.today)
    const number = await takeCertificateNumbers(ctx, old.coop_id, { year, count: 1 })
    await endCertificate(ctx, old.id, { status: 'replaced', reason })
    const id = ctx.newId()
    await saveCertificates(ctx, [
      {
        id,
        coopId: old.coop_id,
        holderId: old.holder_id,
        year,
        number,
        issuedOn: ctx.today,
        replaces: old.id,
        printed: print(row, register, await auditHead(ctx)),
      },
    ])
    const after = { id, number: numberText(year, number) }
    ctx.record({
      entity: 'share_certificate',
      id: old.id,
      before: { status: 'valid' },
      after: { status: 'replaced', reason, by: after },
    })
    return after
  },

  voidCertificate: async (ctx, { certificateId, reason }) => {
    const old = await valid(ctx, certificateId)
    await endCertificate(ctx, old.id, { status: 'void', reason })
    ctx.record({
      entity: 'share_certificate',
      id: old.id,
      before: { status: 'valid' },
      after: { status: 'void', reason },
    })
    return { id: old.id }
  },

  readCertificate: async (ctx, { certificateId }) => {
    const row = await certificateById(ctx, certificateId)
    if (row === null) throw notFound()
    const touched = await lastTouched(ctx, [row.holder_id])
    const { unitsMicro, ...printed } = printedOf(row)
    return {
      ...presentCertificate(row, touched),
      printed: {
        ...printed,
        contributions: printed.contributions.map(({ form, paid, promised }) => ({
          form,
          paid: fenOf(paid),
          promised: fenOf(promised),
        })),
        paid: fenOf(printed.paid),
        promised: fenOf(printed.promised),
        share: printed.share === null ? null : parseFraction(printed.share),
        units: BigInt(unitsMicro),
      },
    }
  },

  listCertificates: async (ctx, input) => {
    const { total, rows } = await certificatePage(ctx, input.coopId, input)
    const touched = await lastTouched(
      ctx,
      rows.map((row) => row.holder_id),
    )
    return {
      total,
      certificates: rows.map((row) => {
        const printed = printedOf(row)
        return {
          ...presentCertificate(row, touched),
          holderName: printed.holderName,
          memberNumber: printed.memberNumber,
          paid: fenOf(printed.paid),
        }
      }),
    }
  },
}

const printedOf = (row: CertificateTable): Printed => row.printed as Printed

/** Yuan as kept in the row, with exactly two decimals. */
const fenOf = (yuan: string) => fen(BigInt(yuan.replace('.', '')))

const numberText = (year: number, number: number): string =>
  `${year}-${String(number).padStart(4, '0')}`

/** A certificate as lists show it; outdated when an event was recorded after it was issued. */
export const presentCertificate = (row: CertificateTable, touched: ReadonlyMap<AnyId, string>) => ({
  id: row.id,
  coopId: row.coop_id,
  holderId: row.holder_id,
  number: numberText(row.year, row.number),
  issuedOn: row.issued_on,
  issuedBy: row.issued_by,
  status: row.status,
  replaces: row.replaces_id,
  ended:
    row.ended_on === null
      ? null
      : { on: row.ended_on, by: row.ended_by ?? '', reason: row.end_reason ?? '' },
  outdated: row.status === 'valid' && (touched.get(row.holder_id) ?? '') > row.issued_at,
})

/** The rows that get a certificate: those named, or every member. */
function chosen(register: Register, holderIds: readonly AnyId[] | undefined): readonly Row[] {
  if (holderIds === undefined) return register.rows.filter(({ holder }) => isMember(holder))
  const rows = new Map(register.rows.map((row) => [row.holder.id, row]))
  const seen = new Set<AnyId>()
  const faults = holderIds.flatMap((id, i) => {
    const row = rows.get(id)
    const fine = row !== undefined && isMember(row.holder) && !seen.has(id)
    seen.add(id)
    const why = text('不是今天的成员,或重复', 'is no member today, or named twice')
    return fine ? [] : [{ path: `$.holderIds[${i}]`, text: why }]
  })
  if (faults.length > 0) throw badInput(faults)
  return register.rows.filter(({ holder }) => seen.has(holder.id))
}

function print(row: Row, register: Register, head: Printed['auditHead']): Printed {
  const { holder } = row
  const share = partOf(row.registered, register.totals.registered)
  return {
    memberNumber: holder.memberNumber,
    holderKind: holder.kind,
    holderName: holder.name,
    joinedOn: holder.joinedOn,
    asOf: register.asOf,
    contributions: row.forms.map(({ form, paid, promised }) => ({
      form,
      paid: formatYuan(paid),
      promised: formatYuan(promised),
    })),
    paid: formatYuan(row.paid),
    promised: formatYuan(row.promised),
    share: share === null ? null : formatFraction(share),
    unitsMicro: row.units.toString(),
    auditHead: head,
  }
}

/** The certificate, locked, if it still counts. */
async function valid(ctx: Ctx, id: AnyId): Promise<CertificateTable> {
  const row = await certificateById(ctx, id, { lock: true })
  if (row === null) throw notFound()
  if (row.status !== 'valid') {
    throw new Refusal(
      'conflict',
      text(
        `股权证 ${numberText(row.year, row.number)} 已${row.status === 'void' ? '作废' : '换发'}。`,
        `Certificate ${numberText(row.year, row.number)} is ${row.status} already.`,
      ),
    )
  }
  return row
}
