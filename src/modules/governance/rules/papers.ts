import type { Card } from '../../../kernel/card.ts'
import {
  column,
  type Paper,
  paperDay,
  type PaperRow,
  type PaperSection,
} from '../../../kernel/paper.ts'
import type { Majority, MeetingKind, Voter } from '../model.ts'
import { typeset } from '../../../kernel/typeset.ts'
import { POST_WORDS } from './posts.ts'

/* The papers of a meeting: notice, sign-in sheet, ballots, counting sheet, minutes, resolution. */

export interface PrintedMatter {
  readonly position: number
  readonly title: string
  readonly content: string
  readonly majority: Majority
  readonly secret: boolean
  readonly seats: number | null
  readonly post: keyof typeof POST_WORDS | null
  readonly candidates: readonly { readonly id: string; readonly name: string }[]
  readonly papers: readonly string[]
  readonly withdrawn: boolean
  readonly result: {
    readonly number: string
    readonly carried: boolean
    readonly present: number
    readonly entitled: number
    readonly allVotes: number
    readonly quorum: number
    readonly needed: number
    readonly yes: number
    readonly no: number
    readonly abstain: number
    readonly void: number
    readonly elected: readonly {
      readonly name: string
      readonly votes: number
      readonly elected: boolean
    }[]
  } | null
}

export interface PrintedMeeting {
  readonly coopName: string
  readonly kind: MeetingKind
  readonly number: string
  readonly title: string
  readonly heldOn: string
  readonly startsAt: string
  readonly place: string
  readonly recordOn: string
  readonly noticeOn: string | null
  readonly noticeDays: number
  readonly chairName: string
  readonly recorderName: string
  readonly minutes: string
  readonly quorum: number
  readonly allVotes: number
  readonly voters: readonly Voter[]
  /** By holder: who came, as whom. */
  readonly present: ReadonlyMap<string, string>
  readonly matters: readonly PrintedMatter[]
  readonly review: readonly { readonly by: string; readonly on: string; readonly words: string }[]
  readonly proxies: number
  /** Where the paper leads to, for its code. */
  readonly address: string
}

export const KIND_NAMES: Readonly<Record<MeetingKind, string>> = {
  assembly: '成员大会',
  delegates: '成员代表大会',
  council: '理事会会议',
  supervisors: '监事会会议',
  founding: '设立大会',
  union: '联合社成员大会',
}

const MAJORITY_NAMES: Readonly<Record<Majority, string>> = {
  ordinary: '一般事项(总表决权过半数)',
  special: '特别事项(总表决权三分之二以上)',
  founding: '全体设立人一致同意',
}

const plain = (...cells: PaperRow['cells']): PaperRow => ({ kind: 'plain', cells })

const section = (
  heading: string | null,
  parts: Partial<Omit<PaperSection, 'heading'>> = {},
): PaperSection => ({ heading, paragraphs: [], columns: [], rows: [], ...parts })

function base(meeting: PrintedMeeting, title: string): Omit<Paper, 'sections'> {
  return {
    title,
    form: null,
    period: `${paperDay(meeting.heldOn)} ${meeting.startsAt}`,
    organisation: meeting.coopName,
    unit: meeting.number,
    orientation: 'portrait',
    onePage: false,
    remarks: [],
    signatures: [],
    code: { content: meeting.address, caption: meeting.number },
  }
}

const agendaRows = (meeting: PrintedMeeting): PaperRow[] =>
  meeting.matters
    .filter(({ withdrawn }) => !withdrawn)
    .map((one) =>
      plain(
        String(one.position),
        one.title,
        MAJORITY_NAMES[one.majority],
        one.secret ? '无记名' : '公开',
        one.papers.join('、'),
      ),
    )

const agenda = (meeting: PrintedMeeting, heading: string): PaperSection =>
  section(heading, {
    columns: [
      column('序号', 6, 'center'),
      column('议题', 40),
      column('表决要求', 26),
      column('方式', 10, 'center'),
      column('材料', 24),
    ],
    rows: agendaRows(meeting),
  })

const additional = (meeting: PrintedMeeting): PaperSection[] => {
  const rows = meeting.voters.filter((one) => one.additional > 0)
  return rows.length === 0
    ? []
    : [
        section('附加表决权(农民专业合作社法第二十二条,会前告知全体到会成员)', {
          columns: [column('编号', 14), column('成员', 40), column('附加表决权(票)', 20, 'right')],
          rows: rows.map((one) => plain(one.memberNumber, one.name, String(one.additional))),
        }),
      ]
}

/** The notice to members: when, where, what, what is open to look at, what the town said. */
export function noticePaper(meeting: PrintedMeeting): Paper {
  const name = KIND_NAMES[meeting.kind]
  return {
    ...base(meeting, `${name}通知`),
    sections: [
      section(null, {
        paragraphs: [
          `兹定于 ${paperDay(meeting.heldOn)} ${meeting.startsAt} 在${meeting.place}召开${meeting.coopName}${name}(${meeting.title}),请您按时参加。`,
          `应到 ${meeting.voters.length} 人,须 ${meeting.quorum} 人以上到会方可表决;总表决权 ${meeting.allVotes} 票,权益登记日 ${paperDay(meeting.recordOn)}。`,
          meeting.proxies > 0
            ? `本人不能到会的,可以书面委托另一名成员代为表决,一人最多代理 ${meeting.proxies} 人。`
            : '请本人到会;章程没有设委托表决。',
        ],
      }),
      agenda(meeting, '议题'),
      ...meeting.matters
        .filter(({ withdrawn, content }) => !withdrawn && content !== '')
        .map((one) =>
          section(`${one.position}. ${one.title}`, { paragraphs: one.content.split('\n') }),
        ),
      ...additional(meeting),
      ...(meeting.review.length === 0
        ? []
        : [
            section('乡镇(街道)意见(供成员参考,不代替成员大会决定)', {
              columns: [column('出具人', 20), column('日期', 16), column('意见', 60)],
              rows: meeting.review.map((one) => plain(one.by, one.on, one.words)),
            }),
          ]),
    ],
    remarks: [
      `会议材料自通知之日起置备于本社,成员可以查阅(农民专业合作社法第四十条)。通知期限 ${meeting.noticeDays} 日。`,
      `通知日期:${meeting.noticeOn === null ? '　　年　　月　　日' : paperDay(meeting.noticeOn)}`,
    ],
    signatures: ['召集人(盖章)'],
  }
}

/** The list at the door: who is entitled, with how many votes, and where to sign. */
export function signInPaper(meeting: PrintedMeeting): Paper {
  return {
    ...base(meeting, `${KIND_NAMES[meeting.kind]}签到册`),
    sections: [
      section(null, {
        columns: [
          column('编号', 12),
          column('姓名(名称)', 24),
          column('表决权(票)', 14, 'right'),
          column('签到人', 18),
          column('签名或指印', 26),
        ],
        rows: meeting.voters.map((one) =>
          plain(
            one.memberNumber,
            one.name,
            String(1 + one.additional),
            meeting.present.get(one.holderId) ?? '',
            '',
          ),
        ),
      }),
    ],
    remarks: [
      `应到 ${meeting.voters.length} 人,实到 ${meeting.present.size} 人,须 ${meeting.quorum} 人以上到会。`,
    ],
    signatures: ['签到登记人', '监票人'],
  }
}

/** Two persons count on two of these, each alone. */
export function countingPaper(meeting: PrintedMeeting, matter: PrintedMatter): Paper {
  const options =
    matter.seats === null
      ? ['同意', '反对', '弃权']
      : [...matter.candidates.map(({ name }) => name), '弃权']
  return {
    ...base(meeting, '计票单'),
    sections: [
      section(`${matter.position}. ${matter.title}`, {
        paragraphs: [
          '两人各自独立计票,各填一张,不得互看。每张选票为一票;无法辨认意思的为废票。按选票号录入系统,系统逐票核对,不一致的选票由第三人复核。',
        ],
      }),
      section(null, {
        columns: [column('选项', 40), column('正字计票', 60), column('票数', 16, 'right')],
        rows: [...options, '废票', '合计'].map((option) => plain(option, '', '')),
      }),
    ],
    remarks: ['发出选票　　　张　　收回选票　　　张　　(收回多于发出的,本次表决无效)'],
    signatures: ['计票人', '监票人', '计票时间'],
  }
}

const resultWords = (matter: PrintedMatter): string[] => {
  const { result } = matter
  if (matter.withdrawn) return ['该议题已撤回,没有表决。']
  if (result === null) return ['没有表决结果。']
  const counted =
    matter.seats === null
      ? `赞成 ${result.yes} 票,反对 ${result.no} 票,弃权 ${result.abstain} 票`
      : `${result.elected.map((one) => `${one.name} ${one.votes} 票`).join(',')},弃权 ${result.abstain} 票`
  const spoilt = result.void > 0 ? `,废票 ${result.void} 票` : ''
  const elected = result.elected.filter((one) => one.elected).map(({ name }) => name)
  const end =
    matter.seats === null
      ? `表决结果:${result.carried ? '通过' : '未通过'}。`
      : elected.length === 0
        ? '没有人当选。'
        : `当选${matter.post === null ? '' : POST_WORDS[matter.post][0]}:${elected.join('、')}${result.carried ? '' : '(名额未满)'}。`
  return [
    `应到 ${result.entitled} 人,实到 ${result.present} 人(须 ${result.quorum} 人);总表决权 ${result.allVotes} 票,须 ${result.needed} 票赞成。`,
    `${counted}${spoilt}。${end}`,
  ]
}

/** A name that is not written down yet is left to the pen. */
const orBlank = (name: string): string => (name === '' ? '　　　　' : name)

/** What was said and decided, to be signed by those who came (Art. 34). */
export function minutesPaper(meeting: PrintedMeeting): Paper {
  const { matters } = meeting
  return {
    ...base(meeting, `${KIND_NAMES[meeting.kind]}会议记录`),
    sections: [
      section('一、会议情况', {
        paragraphs: [
          `时间:${paperDay(meeting.heldOn)} ${meeting.startsAt};地点:${meeting.place};主持人:${orBlank(meeting.chairName)};记录人:${orBlank(meeting.recorderName)}。`,
          `通知日期:${meeting.noticeOn === null ? '—' : paperDay(meeting.noticeOn)};权益登记日:${paperDay(meeting.recordOn)}。应到 ${meeting.voters.length} 人,实到 ${meeting.present.size} 人,总表决权 ${meeting.allVotes} 票。`,
        ],
      }),
      section('二、议题和表决', { paragraphs: [] }),
      ...matters.map((one) =>
        section(`${one.position}. ${one.title}(${one.secret ? '无记名表决' : '公开表决'})`, {
          paragraphs: [...(one.content === '' ? [] : one.content.split('\n')), ...resultWords(one)],
        }),
      ),
      section('三、发言和其他记录', {
        paragraphs: meeting.minutes === '' ? ['(无)'] : meeting.minutes.split('\n'),
      }),
      ...additional(meeting),
      section('四、到会人员签名', {
        columns: [column('姓名', 18), column('签名', 22), column('姓名', 18), column('签名', 22)],
        rows: pairs([...meeting.present.values()]).map(([a, b]) => plain(a, '', b, '')),
      }),
    ],
    remarks: ['会议记录由到会人员签名(农民专业合作社法第三十四条)。'],
    signatures: ['主持人', '记录人', '监票人'],
  }
}

const pairs = (names: readonly string[]): [string, string][] =>
  Array.from({ length: Math.ceil(names.length / 2) }, (_, i) => [
    names[i * 2] ?? '',
    names[i * 2 + 1] ?? '',
  ])

/** One resolution, as it is filed, posted and shown to whoever asks. */
export function resolutionPaper(meeting: PrintedMeeting, matter: PrintedMatter): Paper {
  return {
    ...base(meeting, `${KIND_NAMES[meeting.kind]}决议`),
    unit: matter.result?.number ?? meeting.number,
    sections: [
      section(matter.title, {
        paragraphs: [
          `${meeting.coopName}于 ${paperDay(meeting.heldOn)} 在${meeting.place}召开${KIND_NAMES[meeting.kind]},就“${matter.title}”进行${matter.secret ? '无记名' : '公开'}表决。`,
          ...(matter.content === '' ? [] : matter.content.split('\n')),
          ...resultWords(matter),
        ],
      }),
      ...additional(meeting),
    ],
    remarks: [`表决要求:${MAJORITY_NAMES[matter.majority]}。`],
    signatures: ['理事长', '监票人', '合作社(盖章)'],
  }
}

/** The ballots of a matter, one a code. */
export function ballotCards(
  meeting: PrintedMeeting,
  matter: PrintedMatter,
  codes: readonly string[],
): Card[] {
  const election = matter.seats !== null
  return codes.map((code) => ({
    title: election ? '选票' : '表决票',
    organisation: meeting.coopName,
    lines: [
      typeset(`${matter.position}. ${matter.title}`),
      election
        ? typeset(
            `应选${matter.post === null ? '' : POST_WORDS[matter.post][0]} ${matter.seats} 人,多选的为废票,都不选的为弃权。`,
          )
        : '在一项前的方框内打“√”。',
    ],
    boxes: election ? matter.candidates.map(({ name }) => name) : ['同意', '反对', '弃权'],
    note: `${paperDay(meeting.heldOn)} 一票。选票号只用来核对计票，不记录发给谁。`,
    code,
  }))
}

/** A paper with full-width punctuation beside Chinese, as offices print. */
export const setPaper = (paper: Paper): Paper => ({
  ...paper,
  title: typeset(paper.title),
  period: typeset(paper.period),
  organisation: typeset(paper.organisation),
  remarks: paper.remarks.map(typeset),
  signatures: paper.signatures.map(typeset),
  sections: paper.sections.map((one) => ({
    ...one,
    heading: one.heading === null ? null : typeset(one.heading),
    paragraphs: one.paragraphs.map(typeset),
    columns: one.columns.map((each) => ({ ...each, title: typeset(each.title) })),
    rows: one.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => (typeof cell === 'string' ? typeset(cell) : cell)),
    })),
  })),
})
