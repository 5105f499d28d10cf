import { addMonths, type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { Finding } from '../../../kernel/finding.ts'
import { text } from '../../../kernel/text.ts'
import { finding } from './finding.ts'

/** When a membership ends: with the accounting year, if notice came early enough (农民专业合作社法 Art. 25). */
export function exitDay(
  noticeOn: LocalDate,
  months: number,
): { readonly endsOn: LocalDate; readonly finding: Finding } {
  const year = yearOf(noticeOn)
  const end = `${year}-12-31` as LocalDate
  const latest = addMonths(end, -months)
  const intime = noticeOn <= latest
  return {
    endsOn: intime ? end : (`${year + 1}-12-31` as LocalDate),
    finding: finding({
      rule: 'EXIT-NOTICE',
      severity: 'warn',
      outcome: intime ? 'passes' : 'fails',
      measured: noticeOn,
      limit: latest,
      source: '农民专业合作社法第二十五条',
      text: intime
        ? text(
            `在 ${latest} 之前提出,资格于 ${end} 终止。`,
            `Notice came by ${latest}: membership ends on ${end}.`,
          )
        : text(
            `应在 ${latest} 之前提出;本年度来不及,资格于 ${year + 1}-12-31 终止。`,
            `Notice was due by ${latest}; membership ends a year later, on ${year + 1}-12-31.`,
          ),
    }),
  }
}
