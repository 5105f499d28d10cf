import { addDays, type LocalDate } from '../../../kernel/date.ts'
import type { Finding } from '../../../kernel/finding.ts'
import { fraction, parseFraction } from '../../../kernel/fraction.ts'
import { text } from '../../../kernel/text.ts'
import { charterSource, stricterMost } from '../../policy/index.ts'
import type { MatterState, MeetingState } from '../model.ts'
import { finding } from './finding.ts'
import { MATTERS, type MatterKey, type MeetingKind } from './matters.ts'
import { additionalLimit, quorumBy, type Terms } from './terms.ts'
import { delegatesNeeded, LEAST_UNION } from './vote.ts'

/* When a meeting may be called, told, opened: what law and charter ask, as findings. */

const LAW = '农民专业合作社法'
/** Plan and accounts lie open to members so many days before the assembly (Art. 40). */
export const PAPER_DAYS = 15
/** Additional votes of all, of the basic ones (Art. 22). */
const ADDITIONAL_CAP = fraction(1, 5)
/** An extraordinary assembly is held within so many days of a valid request (Art. 31). */
export const REQUEST_DAYS = 20

/** Where the township's look at the agenda stands; `overdue`: its clock has run out without a word. */
export type ReviewState = 'none' | 'running' | 'overdue' | 'done' | 'refused'

export interface MeetingFacts {
  readonly kind: MeetingKind
  readonly heldOn: LocalDate
  /** The day of notice; today while none was given. */
  readonly noticeOn: LocalDate
  readonly terms: Terms
  readonly matters: readonly {
    readonly matter: MatterKey
    readonly title: string
    readonly major: boolean
    /** Since when its papers lie open, or would if notice were given today; null: there are none. */
    readonly papersFrom: LocalDate | null
  }[]
  /** Members of the co-op. */
  readonly members: number
  /** Those who may come: members, delegates, directors, co-ops of a union. */
  readonly entitled: number
  /** Who has additional votes, and how many. */
  readonly additional: readonly { readonly holderId: string; readonly votes: number }[]
  readonly requestDueOn: LocalDate | null
  readonly review: ReviewState
}

const BOARDS: readonly MeetingKind[] = ['council', 'supervisors']

/** The first day on which the meeting may be held when notice is given on a day. */
export const earliestDay = (terms: Terms, noticeOn: LocalDate): LocalDate =>
  addDays(noticeOn, terms.noticeDays)

function noticeFinding({ heldOn, noticeOn, terms }: MeetingFacts): Finding {
  const earliest = earliestDay(terms, noticeOn)
  const ok = heldOn >= earliest
  const basis = terms.byCharter
    ? text('章程', 'the charter')
    : text('章程未登记,按惯例', 'custom, no charter being recorded')
  return finding({
    rule: 'MEET-NOTICE',
    severity: 'block',
    outcome: ok ? 'passes' : 'fails',
    measured: heldOn,
    limit: earliest,
    source: terms.byCharter ? '本社章程' : '示范章程通行期限',
    text: ok
      ? text(
          `会前 ${terms.noticeDays} 日通知(${basis.zh}),最早 ${earliest} 开会。`,
          `${terms.noticeDays} days’ notice (${basis.en}); ${earliest} is the earliest day.`,
        )
      : text(
          `须会前 ${terms.noticeDays} 日通知(${basis.zh}):${noticeOn} 通知的,最早 ${earliest} 开会。`,
          `Notice is due ${terms.noticeDays} days before (${basis.en}): told on ${noticeOn}, it may be held from ${earliest}.`,
        ),
  })
}

function paperFindings({ matters, heldOn }: MeetingFacts): Finding[] {
  const latest = addDays(heldOn, -PAPER_DAYS)
  return matters
    .filter(({ matter }) => MATTERS[matter].papers)
    .map(({ title, papersFrom }) => {
      const ok = papersFrom !== null && papersFrom <= latest
      return finding({
        rule: 'DOC-15D',
        severity: 'block',
        outcome: ok ? 'passes' : 'fails',
        measured: papersFrom,
        limit: latest,
        source: `${LAW}第四十条`,
        text: ok
          ? text(
              `“${title}”的材料自 ${papersFrom} 起供成员查阅。`,
              `Papers on “${title}” lie open from ${papersFrom}.`,
            )
          : papersFrom === null
            ? text(
                `“${title}”须在会前 ${PAPER_DAYS} 日置备材料供成员查阅,请先上传。`,
                `Papers on “${title}” must lie open ${PAPER_DAYS} days before; add them first.`,
              )
            : text(
                `“${title}”的材料自 ${papersFrom} 起才供查阅,须不迟于 ${latest}(会前 ${PAPER_DAYS} 日)。`,
                `Papers on “${title}” lie open only from ${papersFrom}; ${latest} is the latest day.`,
              ),
      })
    })
}

function requestFinding({ heldOn, requestDueOn }: MeetingFacts): Finding[] {
  if (requestDueOn === null) return []
  const ok = heldOn <= requestDueOn
  return [
    finding({
      rule: 'MEET-20D',
      severity: 'warn',
      outcome: ok ? 'passes' : 'fails',
      measured: heldOn,
      limit: requestDueOn,
      source: `${LAW}第三十一条`,
      text: ok
        ? text(
            `在提议后 ${REQUEST_DAYS} 日内召开。`,
            `Held within ${REQUEST_DAYS} days of the request.`,
          )
        : text(
            `临时成员大会应在提议后 ${REQUEST_DAYS} 日内召开,即不迟于 ${requestDueOn}。`,
            `An extraordinary assembly is due within ${REQUEST_DAYS} days of the request: by ${requestDueOn}.`,
          ),
    }),
  ]
}

function delegateFinding({ kind, members, entitled }: MeetingFacts): Finding[] {
  if (kind !== 'delegates') return []
  const needed = delegatesNeeded(members)
  const ok = needed !== null && entitled >= needed
  return [
    finding({
      rule: 'DEL-150',
      severity: 'block',
      outcome: ok ? 'passes' : 'fails',
      measured: needed === null ? String(members) : String(entitled),
      limit: needed === null ? '151' : String(needed),
      source: `${LAW}第三十二条`,
      text:
        needed === null
          ? text(
              `成员 ${members} 人,不足 151 人,不能以成员代表大会代替成员大会。`,
              `${members} members: delegates may stand for the assembly only above 150.`,
            )
          : ok
            ? text(`成员代表 ${entitled} 人。`, `${entitled} delegates.`)
            : text(
                `成员代表 ${entitled} 人,应不少于 ${needed} 人(成员的 10%,最少 51 人)。`,
                `${entitled} delegates; at least ${needed} are needed (a tenth of the members, no fewer than 51).`,
              ),
    }),
  ]
}

/** Delegates decide only what the charter hands them (Art. 32). */
function powerFinding({ kind, terms, matters }: MeetingFacts): Finding[] {
  const powers = terms.delegatePowers
  if (kind !== 'delegates' || powers === null) return []
  const beyond = matters.filter(({ matter }) => !powers.includes(matter))
  const names = beyond.map(({ title }) => `“${title}”`).join('、')
  return [
    finding({
      rule: 'DEL-POWERS',
      severity: 'block',
      outcome: beyond.length === 0 ? 'passes' : 'fails',
      measured: String(beyond.length),
      limit: '0',
      source: `${LAW}第三十二条`,
      text:
        beyond.length === 0
          ? text(
              '议题都在章程授予成员代表大会的职权内。',
              'The charter lets the delegates decide on all of this.',
            )
          : text(
              `${names}不在章程授予成员代表大会的职权内,须提交成员大会。`,
              `${names}: the charter leaves this to the members themselves.`,
            ),
    }),
  ]
}

/** A union has at least three co-ops, each with one vote (Art. 56, 60). */
function unionFinding({ kind, entitled }: MeetingFacts): Finding[] {
  if (kind !== 'union') return []
  const ok = entitled >= LEAST_UNION
  return [
    finding({
      rule: 'UNION-3',
      severity: 'block',
      outcome: ok ? 'passes' : 'fails',
      measured: String(entitled),
      limit: String(LEAST_UNION),
      source: `${LAW}第五十六条`,
      text: ok
        ? text(`成员社 ${entitled} 个,一社一票。`, `${entitled} co-ops, one vote each.`)
        : text(
            `成员社 ${entitled} 个,联合社应不少于 ${LEAST_UNION} 个。`,
            `${entitled} co-ops; a union has at least ${LEAST_UNION}.`,
          ),
    }),
  ]
}

const REVIEW_WORDS = {
  none: text(
    '议题中有重大事项,尚未报乡镇征求意见。',
    'There are major matters, and the town has not been asked.',
  ),
  running: text(
    '乡镇意见尚未出具;意见不影响依法召开成员大会。',
    'The town has not answered yet; its opinion does not stand in the way of a lawful assembly.',
  ),
  overdue: text(
    '乡镇未在期限内出具意见,可以发出通知。',
    'The town’s time has run out without an answer; notice may be given.',
  ),
  done: text(
    '乡镇意见已出具,随通知送达全体成员。',
    'The town has answered; members see its opinion.',
  ),
  refused: text(
    '按本县规则,该议题须经乡镇同意,现未获同意。',
    'By the county’s rule these matters need the town’s consent, which was refused.',
  ),
} as const

function reviewFinding({ kind, matters, review }: MeetingFacts): Finding[] {
  const major = matters.filter((one) => one.major)
  if (major.length === 0 || BOARDS.includes(kind)) return []
  const outcome =
    review === 'done' || review === 'overdue'
      ? 'passes'
      : review === 'running'
        ? 'depends'
        : 'fails'
  return [
    finding({
      rule: 'MEET-REVIEW',
      severity: review === 'refused' ? 'block' : 'warn',
      outcome,
      measured: review,
      limit: 'done',
      source: '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):重大事项决策、成员大会议题严格把关',
      text: REVIEW_WORDS[review],
    }),
  ]
}

/** "本社章程第三十条" before the law, where the charter is the stricter of the two. */
const additionalSource = ({ additionalArticle, additionalCap }: Terms): string => {
  const law = `${LAW}第二十二条`
  const own = parseFraction(additionalCap)
  return additionalArticle !== '' && stricterMost(own, ADDITIONAL_CAP)
    ? `${charterSource(additionalArticle)};${law}`
    : law
}

/** All additional votes together: at most a fifth of the basic ones, or less by charter (Art. 22). */
function additionalFinding({ terms, entitled, additional }: MeetingFacts): Finding[] {
  const all = additional.reduce((sum, { votes }) => sum + votes, 0)
  if (all === 0) return []
  const limit = additionalLimit(terms, entitled)
  const ok = all <= limit
  return [
    finding({
      rule: 'VOTE-ADD20',
      severity: 'block',
      outcome: ok ? 'passes' : 'fails',
      measured: String(all),
      limit: String(limit),
      source: additionalSource(terms),
      text: ok
        ? text(
            `附加表决权共 ${all} 票,上限 ${limit} 票。`,
            `${all} additional votes of at most ${limit}.`,
          )
        : text(
            `附加表决权共 ${all} 票,超过上限 ${limit} 票(基本表决权总数的 20%,章程可更低)。`,
            `${all} additional votes; at most ${limit} (a fifth of the basic votes, or less by charter).`,
          ),
    }),
  ]
}

/** What one member has of them: at most what the charter allows each, where it sets a limit (Art. 22). */
function eachFinding({ terms, additional }: MeetingFacts): Finding[] {
  const limit = terms.additionalEach
  if (limit === null || additional.length === 0) return []
  const over = additional.filter(({ votes }) => votes > limit)
  const most = Math.max(...additional.map(({ votes }) => votes))
  return [
    finding({
      rule: 'VOTE-ADD-EACH',
      severity: 'block',
      outcome: over.length === 0 ? 'passes' : 'fails',
      measured: String(most),
      limit: String(limit),
      rows: over.map(({ holderId }) => holderId),
      source: `${charterSource(terms.additionalArticle)};${LAW}第二十二条`,
      text:
        over.length === 0
          ? text(
              `每名成员的附加表决权都不超过 ${limit} 票。`,
              `No member has more than ${limit} additional votes.`,
            )
          : text(
              `${over.length} 名成员的附加表决权超过每名成员 ${limit} 票的上限,最多的有 ${most} 票。`,
              `${over.length} member(s) have more than the ${limit} additional votes allowed each; the most is ${most}.`,
            ),
    }),
  ]
}

/** What law, charter and county say of a meeting as it is planned. */
export function meetingFindings(facts: MeetingFacts): Finding[] {
  const { matters } = facts
  const agenda =
    matters.length > 0
      ? []
      : [
          finding({
            rule: 'MEET-AGENDA',
            severity: 'block',
            outcome: 'fails',
            measured: '0',
            limit: '1',
            source: `${LAW}第二十九条`,
            text: text('还没有议题。', 'There is no matter on the agenda.'),
          }),
        ]
  return [
    ...agenda,
    noticeFinding(facts),
    ...paperFindings(facts),
    ...requestFinding(facts),
    ...delegateFinding(facts),
    ...powerFinding(facts),
    ...unionFinding(facts),
    ...additionalFinding(facts),
    ...eachFinding(facts),
    ...reviewFinding(facts),
  ]
}

/** Whether enough heads are there for a vote to begin (Art. 30). */
export function quorumFinding(
  terms: Terms,
  count: { readonly entitled: number; readonly present: number },
): Finding {
  const quorum = quorumBy(terms, count.entitled)
  const ok = count.present >= quorum
  return finding({
    rule: 'VOTE-QUORUM',
    severity: 'block',
    outcome: ok ? 'passes' : 'fails',
    measured: String(count.present),
    limit: String(quorum),
    source: `${LAW}第三十条`,
    text: ok
      ? text(
          `应到 ${count.entitled} 人,实到 ${count.present} 人,达到法定人数。`,
          `${count.present} of ${count.entitled} are here: a quorum.`,
        )
      : text(
          `应到 ${count.entitled} 人,实到 ${count.present} 人,须 ${quorum} 人到会才能表决。`,
          `${count.present} of ${count.entitled} are here; ${quorum} are needed before a vote.`,
        ),
  })
}

/** Which state a meeting can go to next. */
export const NEXT_STATES: Readonly<Record<MeetingState, readonly MeetingState[]>> = {
  draft: ['submitted', 'notified', 'cancelled'],
  submitted: ['notified', 'cancelled'],
  notified: ['open', 'cancelled'],
  open: ['closed', 'cancelled'],
  closed: [],
  cancelled: [],
}

export const NEXT_MATTER_STATES: Readonly<Record<MatterState, readonly MatterState[]>> = {
  waiting: ['voting', 'withdrawn'],
  voting: ['counting', 'withdrawn'],
  counting: ['decided', 'withdrawn'],
  decided: [],
  withdrawn: [],
}

/** Co-ops that have held no assembly in the year that ended, and none in this one (Art. 31). */
export function yearFinding(about: {
  readonly since: LocalDate | null
  readonly lastHeldOn: LocalDate | null
  readonly today: LocalDate
}): Finding {
  const year = Number(about.today.slice(0, 4)) - 1
  const from = `${year}-01-01` as LocalDate
  const young = about.since === null || about.since >= from
  const ok = young || (about.lastHeldOn !== null && about.lastHeldOn >= from)
  return finding({
    rule: 'MEET-YEAR',
    severity: 'warn',
    outcome: ok ? 'passes' : 'fails',
    measured: about.lastHeldOn,
    limit: from,
    source: `${LAW}第三十一条`,
    text: ok
      ? text('成员大会每年至少召开一次。', 'An assembly meets at least once a year.')
      : text(
          `${year} 年以来没有召开成员大会的记录(每年至少一次)。`,
          `No assembly is recorded since ${year}; one a year is the least.`,
        ),
  })
}
