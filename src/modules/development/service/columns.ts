import { type Text, text } from '../../../kernel/text.ts'
import { CLASS_TITLES } from '../model.ts'
import { isUnanimous, sayProposal } from '../rules/classes.ts'
import type { Listed } from './classes.ts'
import type { FileColumn } from './files.ts'

/* The columns of the tables that leave as files. */

export const TITLES = {
  proposals: text('合作社分类台账', 'Classes of co-ops'),
} as const satisfies Record<string, Text>

const words = (
  title: Text,
  value: FileColumn<Listed>['value'],
  width?: number,
): FileColumn<Listed> => ({
  title,
  kind: 'text',
  value,
  ...(width === undefined ? {} : { width }),
})

export const PROPOSAL_COLUMNS: readonly FileColumn<Listed>[] = [
  words(text('乡镇', 'Town'), ({ coop }) => coop.townName),
  words(text('村', 'Village'), ({ coop }) => coop.villageName),
  words(text('合作社', 'Co-op'), ({ coop }) => coop.name, 34),
  words(text('产业', 'Industry'), ({ industry }) => industry),
  words(text('批次', 'Cohort'), ({ before }, language) =>
    before === null
      ? null
      : (before ? text('往年注册', 'earlier years') : text('新领办', 'new'))[language],
  ),
  words(text('现分类', 'Class'), ({ coop }, language) =>
    coop.class === null ? null : CLASS_TITLES[coop.class][language],
  ),
  words(
    text('建议分类', 'Proposed'),
    ({ proposal }, language) => CLASS_TITLES[proposal.proposed][language],
  ),
  words(
    text('结论是否确定', 'Certain'),
    ({ proposal }, language) =>
      (isUnanimous(proposal) ? text('确定', 'certain') : text('待核实', 'open'))[language],
  ),
  words(text('理由', 'Reasons'), ({ proposal }, language) => sayProposal(proposal)[language], 60),
]
