import { createHash } from 'node:crypto'
import type { Severity } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ref, SourceFact } from '../model.ts'

/* Facts of the other modules as what may be a problem: pure, one row a fact, named so that it is found again. */

/** A finding of the equity rules as the check of a register keeps it. */
export interface RuleFinding {
  readonly rule: string
  readonly bound: string
  readonly severity: Severity
  readonly exemption: unknown
  readonly source: string
  readonly text: Text
}

const coopRef = (id: AnyId, label: string): Ref => ({ kind: 'coop', id, coopId: null, label })

/**
 * Rules a register breaks, exemptions left out. What a finding says of the branch names Party members: its rule is
 * named instead.
 */
export function factsOfCheck(
  coop: { readonly id: AnyId; readonly name: string },
  findings: readonly RuleFinding[],
  titles: Readonly<Record<string, Text>>,
): SourceFact[] {
  return findings
    .filter(({ bound, exemption }) => bound === 'fails' && exemption === null)
    .map((finding) => {
      const title = titles[finding.rule] ?? text(finding.rule, finding.rule)
      const told =
        finding.rule === 'SEED-BRANCH'
          ? text(`${title.zh}:不符合`, `${title.en}: not kept`)
          : finding.text
      return {
        fact: `rule:${finding.rule}:${coop.id}`,
        unitId: coop.id,
        channel: 'rule' as const,
        severity: finding.severity,
        text: told,
        clause: finding.source,
        amount: null,
        refs: [
          coopRef(coop.id, coop.name),
          { kind: 'finding' as const, id: coop.id, coopId: coop.id, label: title.zh },
        ],
      }
    })
}

/** A point of internal audit with its vouchers. */
export interface AuditFinding {
  readonly rule: string
  readonly coopId: AnyId
  readonly coopName: string
  readonly reason: Text
  readonly vouchers: readonly {
    readonly id: AnyId
    readonly kind: string
    readonly number: number
    readonly onDate: string
    readonly summary: string
    readonly amount: bigint
  }[]
}

/** Vouchers of audit points: the same vouchers under the same rule are the same fact. */
export function factOfPoint(
  point: AuditFinding,
  rule: { readonly title: Text; readonly source: string } | undefined,
): SourceFact {
  const ids = point.vouchers.map(({ id }) => id).toSorted()
  const key = createHash('sha256').update(ids.join()).digest('hex').slice(0, 24)
  const title = rule?.title ?? text(point.rule, point.rule)
  return {
    fact: `audit:${point.rule}:${point.coopId}:${key}`,
    unitId: point.coopId,
    channel: 'audit',
    severity: 'warn',
    text: text(`${title.zh}:${point.reason.zh}`, `${title.en}: ${point.reason.en}`),
    clause: rule?.source ?? '',
    amount: point.vouchers.reduce((sum, { amount }) => sum + amount, 0n),
    refs: [
      coopRef(point.coopId, point.coopName),
      ...point.vouchers.slice(0, 20).map((voucher) => ({
        kind: 'voucher' as const,
        id: voucher.id,
        coopId: point.coopId,
        label: `${voucher.onDate} ${voucher.number}号 ${voucher.summary}`.slice(0, 300),
      })),
    ],
  }
}

/** A warning over the books of a co-op: open advances, bank lines, months not closed. */
export function factOfWarning(row: {
  readonly coopId: AnyId
  readonly coopName: string
  readonly kind: string
  readonly text: Text
}): SourceFact {
  return {
    fact: `statement:${row.kind}:${row.coopId}`,
    unitId: row.coopId,
    channel: 'statement',
    severity: 'info',
    text: row.text,
    clause: '农民专业合作社会计制度(财会〔2021〕37号)',
    amount: null,
    refs: [coopRef(row.coopId, row.coopName)],
  }
}

/** An issue raised on a visit that nobody answered by its day (R103). */
export function factOfIssue(one: {
  readonly issueId: AnyId
  readonly unit: { readonly id: AnyId; readonly name: string; readonly kind: string }
  readonly what: string
  readonly to: Text
  readonly dueOn: string
}): SourceFact {
  const kind = one.unit.kind === 'coop' || one.unit.kind === 'village' ? one.unit.kind : 'note'
  return {
    fact: `help:${one.issueId}:${one.dueOn}`,
    unitId: one.unit.id,
    channel: 'help',
    severity: 'warn',
    text: text(
      `联系帮包反映的问题“${one.what}”应由${one.to.zh}于 ${one.dueOn} 前答复,已超期`,
      `The issue “${one.what}” was to be answered by the ${one.to.en} by ${one.dueOn}`,
    ),
    clause: '本县联系帮包办法规定的答复时限',
    amount: null,
    refs: [{ kind, id: kind === 'note' ? null : one.unit.id, coopId: null, label: one.unit.name }],
  }
}

/** A case that has gone past the last day of one of its steps. */
export function factOfCase(one: {
  readonly caseId: AnyId
  readonly unitId: AnyId
  readonly title: string
  readonly step: string
  readonly stepTitle: Text
  readonly dueOn: string
}): SourceFact {
  return {
    fact: `decision:${one.caseId}:${one.step}`,
    unitId: one.unitId,
    channel: 'decision',
    severity: 'warn',
    text: text(
      `办件“${one.title}”的“${one.stepTitle.zh}”应于 ${one.dueOn} 前办结,已超期`,
      `The step “${one.stepTitle.en}” of the case “${one.title}” was due on ${one.dueOn}`,
    ),
    clause: '本县办理流程规定的时限',
    amount: null,
    refs: [{ kind: 'case', id: one.caseId, coopId: null, label: one.title }],
  }
}
