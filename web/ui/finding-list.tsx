import type { ReactElement, ReactNode } from 'react'
import type { Finding, Fix, Outcome } from '../../src/kernel/finding.ts'
import type { Text } from '../../src/kernel/text.ts'
import { asWritten, comma, say, useLanguage } from '../locale/translate.ts'
import { showPercent, showYuan } from './figures.tsx'
import { readingName } from './readings.ts'
import { Verdict } from './verdict.tsx'
import { SEVERITY_WORDS, WORDS } from './words.ts'

/** A finding as the co-op page knows it: with its title, its binding outcome and its exemption. */
export interface ShownFinding extends Finding {
  readonly title?: Text
  readonly bound?: Outcome
  readonly exemption?: { readonly reason: string; readonly validTo: string } | null
}

interface FindingListProps {
  readonly findings: readonly ShownFinding[]
  /** The name of a row of the register by its id. */
  readonly nameOf: (id: string) => string
  /** The button that drafts the fix; drawn only where there is one. */
  readonly fixAction?: (finding: ShownFinding) => ReactNode
  /** A link to the rule's own page. */
  readonly ruleLink?: (finding: ShownFinding) => ReactNode
}

/** Worst first; a "no" comes open, a "yes" closed. */
export function FindingList(props: FindingListProps): ReactElement {
  const weight = { fails: 0, depends: 1, passes: 2 } as const
  const ordered = props.findings.toSorted((a, b) => weight[a.outcome] - weight[b.outcome])
  return (
    <div className="findings">
      {ordered.map((finding) => (
        <FindingCard key={finding.rule} finding={finding} {...props} />
      ))}
    </div>
  )
}

function FindingCard(props: FindingListProps & { finding: ShownFinding }): ReactElement {
  const { finding } = props
  useLanguage()
  const open = finding.outcome !== 'passes'
  return (
    <details className={`finding finding-${finding.outcome}`} open={open} id={finding.rule}>
      <summary>
        <Verdict outcome={finding.outcome} />
        <span className="finding-title">
          {finding.title === undefined ? finding.rule : say(finding.title)}
        </span>
        <BindingMeasure finding={finding} />
      </summary>
      <div className="finding-body">
        <p className="finding-text">{say(finding.text)}</p>
        <Readings {...props} />
        {finding.exemption === null || finding.exemption === undefined ? null : (
          <p className="notice notice-depends">
            {say(EXEMPT)}
            {asWritten(finding.exemption.reason)} {finding.exemption.validTo}
          </p>
        )}
        <FixLine {...props} />
        <RowNames {...props} />
        <p className="muted small">
          {say(WORDS.source)} {asWritten(finding.source)} · {say(SEVERITY_WORDS[finding.severity])}{' '}
          · {say(WORDS.version)} {finding.rule} {finding.version}{' '}
          {props.ruleLink === undefined ? null : props.ruleLink(finding)}
        </p>
      </div>
    </details>
  )
}

const EXEMPT: Text = { zh: '已批准豁免:', en: 'Exempted:' }

function BindingMeasure({ finding }: { finding: ShownFinding }): ReactElement | null {
  const reading = finding.readings.find((one) => one.id === finding.binding)
  if (reading === undefined) return null
  return (
    <span className="finding-measure">
      {showMeasured(reading.measured)} <span className="muted">/ {showLimit(reading.limit)}</span>
    </span>
  )
}

/** A measured value is a part of a whole ("3/20"), a number of heads ("5"), or nothing (denominator zero). */
export function showMeasured(value: string | null): string {
  if (value === null) return '—'
  return value.includes('/') ? showPercent(value) : value
}

/** A limit is a part ("1/5"), a band ("1/5..2/5") or a number; each part is shown in percent. */
export function showLimit(value: string): string {
  return value.replaceAll(/\d+\/\d+/g, (part) => showPercent(part, 0)).replace('..', '–')
}

function Readings(props: FindingListProps & { finding: ShownFinding }): ReactElement {
  const { finding } = props
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={say(WORDS.reading)}>
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{say(WORDS.reading)}</th>
            <th scope="col" className="num">
              {say(WORDS.measured)}
            </th>
            <th scope="col" className="num">
              {say(WORDS.limit)}
            </th>
            <th scope="col">{say(WORDS.verdict)}</th>
          </tr>
        </thead>
        <tbody>
          {finding.readings.map((reading) => (
            <tr key={reading.id} className={reading.id === finding.binding ? 'row-binding' : ''}>
              <th scope="row">
                {readingName(finding.rule, reading.id)}
                {reading.id === finding.binding ? (
                  <span className="tag">{say(WORDS.binding)}</span>
                ) : null}
              </th>
              <td className="num" title={reading.measured ?? undefined}>
                {showMeasured(reading.measured)}
              </td>
              <td className="num">{showLimit(reading.limit)}</td>
              <td>
                <Verdict outcome={reading.outcome} plain />
              </td>
            </tr>
          ))}
          {finding.notComputed.map((one) => (
            <tr key={one.id} className="muted">
              <th scope="row">{readingName(finding.rule, one.id)}</th>
              <td colSpan={3}>
                {say(WORDS.notComputed)} · {say(WORDS.missing)}{' '}
                {missingName(one.missing, props.nameOf)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What the register would have to say for a reading to be computed. */
const MISSING: Readonly<Record<string, Text>> = {
  internalUnits: { zh: '内部量化份额', en: 'internal units' },
  dividendRights: { zh: '分红权', en: 'dividend rights' },
  'village.households': { zh: '户籍户数', en: 'registered households' },
  'village.residentHouseholds': { zh: '常住户数', en: 'resident households' },
  'village.collectiveHouseholds': { zh: '集体成员户数', en: 'the collective’s households' },
  'branch.committee': { zh: '支部委员名单', en: 'the branch committee' },
  'branch.partyMembers': { zh: '党员名单', en: 'the list of Party members' },
}

/** "internalUnits: <holder>, <holder> +2" as people read it. */
function missingName(missing: string, nameOf: (id: string) => string): string {
  const [field = '', holders] = missing.split(': ')
  const words = MISSING[field]
  const name = words === undefined ? field : say(words)
  if (holders === undefined) return name
  const [ids = '', more] = holders.split(' +')
  const names = ids.split(', ').map(nameOf).join(comma())
  return more === undefined ? `${name} ${names}` : `${name} ${names} +${more}`
}

function FixLine(props: FindingListProps & { finding: ShownFinding }): ReactElement | null {
  const { finding, fixAction } = props
  if (finding.fix === null || (finding.bound ?? finding.outcome) === 'passes') return null
  return (
    <div className="fix">
      <div>
        <strong>{say(WORDS.fix)}</strong>
        <ul>
          {finding.fix.moves.map((move, index) => (
            <li key={index}>{sayMove(finding.fix as Fix, move, props.nameOf)}</li>
          ))}
        </ul>
      </div>
      {fixAction?.(finding)}
    </div>
  )
}

function sayMove(fix: Fix, move: Fix['moves'][number], nameOf: (id: string) => string): string {
  const amount = move.amount === undefined ? '' : (showYuan(move.amount) ?? move.amount)
  const to = nameOf(move.to)
  if (fix.kind === 'people') {
    const count = move.count ?? 0
    return say({
      zh: `还需 ${count} ${PEOPLE[move.to]?.zh ?? to}`,
      en: `${count} more ${PEOPLE[move.to]?.en ?? to}`,
    })
  }
  if (move.from === undefined) {
    return say({ zh: `${to} 增加出资 ${amount} 元`, en: `${to} contributes ${amount} yuan more` })
  }
  const from = nameOf(move.from)
  return say({
    zh: `${from} 向 ${to} 转让 ${amount} 元`,
    en: `${from} transfers ${amount} yuan to ${to}`,
  })
}

const PEOPLE: Readonly<Record<string, Text>> = {
  'new-members': { zh: '名新成员', en: 'new members' },
  'new-farmers': { zh: '名新的农民成员', en: 'new farmer members' },
  'new-households': { zh: '户新入社', en: 'new households' },
}

function RowNames(props: FindingListProps & { finding: ShownFinding }): ReactElement | null {
  const { finding, nameOf } = props
  if (finding.rows.length === 0) return null
  const shown = finding.rows.slice(0, 12).map(nameOf)
  const rest = finding.rows.length - shown.length
  return (
    <p className="small">
      {say(WORDS.rows)} {shown.join(comma())}
      {rest > 0 ? say({ zh: ` 等 ${finding.rows.length} 行`, en: ` and ${rest} more` }) : null}
    </p>
  )
}
