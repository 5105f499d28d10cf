import type { Finding, Fix, Move, Severity } from '../../../kernel/finding.ts'
import { displayYuan, formatYuan } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { layOut, nameAt, type RegisterFacts, type Sheet } from './facts.ts'
import { type NoFix, smallestFix, type SmallestFix } from './fix/smallest.ts'
import { judgeAll } from './judge.ts'
import { DEFAULT_POLICY, type RegisterPolicy } from './policy.ts'
import { type Judged, measuredText } from './reading.ts'
import { names, sentenceOf } from './wording.ts'

/** Names in place of an id where people must be found first, or go out of the register. */
export const NEW_FARMERS = 'new-farmers'
export const NEW_HOUSEHOLDS = 'new-households'
export const OUTSIDE = 'outside'

/** All eight findings of a register, in their fixed order, with the smallest fix of each that fails. */
export function findingsOf(
  facts: RegisterFacts,
  policy: RegisterPolicy = DEFAULT_POLICY,
): Finding[] {
  const sheet = layOut(facts)
  const judged = judgeAll(sheet, policy)
  return judged.map((one) => {
    const fix = smallestFix({ sheet, policy, judged, rule: one.rule })
    const sentence = sentenceOf(sheet, policy, one)
    const mending = fixSentence(sheet, fix)
    return {
      rule: one.rule,
      version: policy[one.rule].version,
      severity: severityOf(facts, policy, one),
      outcome: one.outcome,
      binding: one.binding,
      readings: one.readings.map((reading) => ({
        id: reading.id,
        outcome: reading.outcome,
        measured: measuredText(reading),
        limit: reading.limit,
      })),
      notComputed: [...one.notComputed],
      rows: (one.bound?.places ?? []).map((place) => sheet.ids[place] ?? ''),
      source: policy[one.rule].source,
      fix: printed(sheet, fix),
      text: text(`${sentence.zh}${mending.zh}。`, `${sentence.en}${mending.en}.`),
    }
  })
}

/**
 * Too few farmers refuses a founding; a co-op that runs has six months to mend it (市场主体登记管理条例
 * 实施细则 Art. 39), so there it only warns.
 */
function severityOf(facts: RegisterFacts, policy: RegisterPolicy, { rule }: Judged): Severity {
  const { severity } = policy[rule]
  const cured = rule === 'COOP-FARMER80' && facts.stage === 'running'
  return cured && severity === 'block' ? 'warn' : severity
}

/** The fix in the words of the findings. */
function printed(sheet: Sheet, fix: SmallestFix): Fix | null {
  if (fix.kind === 'none') return null
  if (fix.kind === 'people') {
    const moves: Move[] = fix.leave.map((place) => ({
      from: sheet.ids[place] ?? '',
      to: OUTSIDE,
      count: 1,
    }))
    const joiners = fix.newHouseholds ? NEW_HOUSEHOLDS : NEW_FARMERS
    if (fix.join > 0) moves.push({ to: joiners, count: fix.join })
    return { kind: 'people', moves, total: String(fix.total) }
  }
  const moves = fix.moves.map(({ from, to, paid, promised }) => ({
    ...(from === null ? {} : { from: sheet.ids[from] ?? '' }),
    to: sheet.ids[to] ?? '',
    amount: formatYuan(paid + promised),
  }))
  return { kind: fix.kind, moves, total: formatYuan(fix.total) }
}

const REASONS: Readonly<Record<NoFix, Text>> = {
  passes: text('', ''),
  no_base: text('', ''),
  impossible: text(
    ';没有既能合规、又不使其他规则变差的最小改法',
    '; no change mends it without worsening another rule',
  ),
  unknown: text(';最小改法过于复杂,未能求出', '; the smallest fix is too intricate to be found'),
}

function fixSentence(sheet: Sheet, fix: SmallestFix): Text {
  if (fix.kind === 'none') return REASONS[fix.why]
  if (fix.kind === 'people') return peopleSentence(sheet, fix)
  const [first] = fix.moves
  if (first === undefined) return text('', '')
  const [total, count] = [displayYuan(fix.total), fix.moves.length]
  const to = nameAt(sheet, first.to)
  if (fix.kind === 'contribute') {
    return count === 1
      ? text(
          `;最小改法:${to} 新增出资 ${total} 元`,
          `; smallest fix: ${to} contributes ${total} more`,
        )
      : text(
          `;最小改法:${to} 等 ${count} 人共新增出资 ${total} 元`,
          `; smallest fix: ${to} and ${count - 1} more contribute ${total} in all`,
        )
  }
  const from = first.from === null ? '' : nameAt(sheet, first.from)
  return count === 1
    ? text(
        `;最小改法:${from} 向 ${to} 转让 ${total} 元`,
        `; smallest fix: ${from} transfers ${total} to ${to}`,
      )
    : text(
        `;最小改法:${from} 向 ${to} 等共 ${count} 笔,转让合计 ${total} 元`,
        `; smallest fix: ${count} transfers, ${total} in all, the first from ${from} to ${to}`,
      )
}

function peopleSentence(sheet: Sheet, fix: Extract<SmallestFix, { kind: 'people' }>): Text {
  const who = names(sheet, fix.leave)
  const out = fix.leave.length === 0 ? text('', '') : text(`${who.zh} 退出`, `${who.en} to leave`)
  const joins =
    fix.join === 0
      ? text('', '')
      : fix.newHouseholds
        ? text(`新增 ${fix.join} 户入社`, `${fix.join} more households to join`)
        : text(`新增 ${fix.join} 名农民成员`, `${fix.join} more farmers to join`)
  const both = (a: string, b: string, and: string): string => (a && b ? `${a}${and}${b}` : a + b)
  return text(
    `;最小改法:${both(out.zh, joins.zh, ',并')}`,
    `; smallest fix: ${both(out.en, joins.en, ' and ')}`,
  )
}
