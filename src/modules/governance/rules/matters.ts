import { type Text, text } from '../../../kernel/text.ts'
import type { MatterKey, MeetingKind } from '../model.ts'
import type { Majority } from './vote.ts'

export { MATTER_KEYS, type MatterKey, MEETING_KINDS, type MeetingKind, POSTS } from '../model.ts'

/*
 * What a meeting may decide on (农民专业合作社法 Art. 14, 29, 30, 52): its majority, whether the law calls it
 * major, and whether papers must lie open fifteen days before (Art. 40).
 */

export interface MatterSpec {
  readonly key: MatterKey
  readonly title: Text
  readonly majority: Majority
  /** Major by the statute's own list; a county may add others (R42). */
  readonly major: boolean
  /** Plan or accounts must be open to members fifteen days before (Art. 40). */
  readonly papers: boolean
  readonly source: string
  readonly bodies: readonly MeetingKind[]
}

const ALL: readonly MeetingKind[] = ['assembly', 'delegates', 'union']
const WITH_FOUNDING: readonly MeetingKind[] = [...ALL, 'founding']
const ACT = '农民专业合作社法'

interface More {
  readonly majority?: Majority
  readonly major?: true
  readonly papers?: true
  readonly bodies?: readonly MeetingKind[]
}

const matter = (
  key: MatterKey,
  [zh, en, article]: readonly [string, string, string],
  more: More = {},
): MatterSpec => ({
  key,
  title: text(zh, en),
  majority: more.majority ?? 'ordinary',
  major: more.major === true,
  papers: more.papers === true,
  source: article === '' ? '' : `${ACT}${article}`,
  bodies: more.bodies ?? ALL,
})

const SPECIAL = { majority: 'special', major: true } as const

const LIST: readonly MatterSpec[] = [
  matter('charter_adoption', ['通过章程', 'Adopt the charter', '第十四条'], {
    majority: 'founding',
    major: true,
    bodies: ['founding'],
  }),
  matter('charter_amendment', ['修改章程', 'Amend the charter', '第二十九、三十条'], SPECIAL),
  matter('election', ['选举', 'Election', '第二十九、三十三条'], { bodies: WITH_FOUNDING }),
  matter('recall', ['罢免', 'Recall from a post', '第二十九条'], { major: true }),
  matter('asset_disposal', ['重大财产处置', 'Disposal of major assets', '第二十九条'], {
    major: true,
  }),
  matter('investment', ['对外投资', 'Outward investment', '第二十九条'], { major: true }),
  matter('guarantee', ['对外担保', 'Outward guarantee', '第二十九条'], { major: true }),
  matter('annual_report', ['年度业务报告', 'Annual report', '第二十九、四十条'], { papers: true }),
  matter('distribution_plan', ['盈余分配方案', 'Distribution of surplus', '第二十九、四十条'], {
    major: true,
    papers: true,
  }),
  matter('loss_plan', ['亏损处理方案', 'Treatment of losses', '第二十九、四十条'], {
    major: true,
    papers: true,
  }),
  matter('reserve_use', ['公积金的提取和使用', 'Extraction and use of the reserve', '第二十九条']),
  matter('merger', ['合并', 'Merger', '第二十九、三十条'], SPECIAL),
  matter('division', ['分立', 'Division', '第二十九、三十条'], SPECIAL),
  matter('dissolution', ['解散', 'Dissolution', '第二十九、三十条'], SPECIAL),
  matter('liquidation_group', ['成立清算组', 'Form the liquidation group', '第四十八条']),
  matter('liquidation_plan', ['清算方案', 'Liquidation plan', '第五十二条'], {
    major: true,
    papers: true,
  }),
  matter('union_join', ['设立、加入联合社', 'Form or join a union', '第二十九、三十条'], SPECIAL),
  matter('managers', [
    '聘用管理人员的数量、资格和任期',
    'Managers: number, qualification and term',
    '第二十九条',
  ]),
  matter('admission', ['成员入社', 'Admission of a member', '第二十四条']),
  matter('expulsion', ['成员除名', 'Expulsion of a member', '第二十六条']),
  matter('valuation', ['非货币出资作价', 'Valuation of contributions in kind', '第十三条'], {
    bodies: WITH_FOUNDING,
  }),
  matter('internal_rules', ['内部管理制度', 'Internal rules', '第二十九条'], {
    bodies: WITH_FOUNDING,
  }),
  matter('approval_basis', [
    '约定须报乡镇审核的事项',
    'What is submitted to the town, by the co-op’s own will',
    '第二十九条',
  ]),
  matter(
    'board_decision',
    ['理事会、监事会决定', 'Decision of the council or board', '第三十三条'],
    {
      bodies: ['council', 'supervisors'],
    },
  ),
  matter('other', ['其他事项', 'Another matter', '第二十九条'], {
    bodies: [...WITH_FOUNDING, 'council', 'supervisors'],
  }),
]

export const MATTERS: Readonly<Record<MatterKey, MatterSpec>> = Object.fromEntries(
  LIST.map((spec) => [spec.key, spec]),
) as Record<MatterKey, MatterSpec>

/** The matters a meeting of this kind may have on its agenda. */
export const mattersOf = (kind: MeetingKind): readonly MatterSpec[] =>
  LIST.filter(({ bodies }) => bodies.includes(kind))
