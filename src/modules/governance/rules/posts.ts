import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { text } from '../../../kernel/text.ts'
import type { Post } from '../model.ts'
import { finding } from './finding.ts'

/*
 * Who may not hold a post: supervisors beside other posts (Art. 33), leaders of two co-ops of one business
 * (Art. 37), persons with public duties (Art. 38), non-members in elected posts (Art. 33).
 */

const LAW = '农民专业合作社法'

export const POST_WORDS: Readonly<Record<Post, readonly [string, string]>> = {
  chair: ['理事长', 'chair'],
  director: ['理事', 'director'],
  manager: ['经理', 'manager'],
  supervisor_head: ['监事长(执行监事)', 'head of supervisors'],
  supervisor: ['监事', 'supervisor'],
  accountant: ['会计', 'accountant'],
  cashier: ['出纳', 'cashier'],
  delegate: ['成员代表', 'delegate'],
}

const SUPERVISORS: readonly Post[] = ['supervisor_head', 'supervisor']
const SUPERVISED: readonly Post[] = ['chair', 'director', 'manager', 'accountant', 'cashier']
const LEADERS: readonly Post[] = ['chair', 'director', 'manager']
const LEADERS_ELSEWHERE: readonly Post[] = [...LEADERS, ...SUPERVISORS]
/** Posts closed to persons with public duties: Art. 38 names them. */
const CLOSED_TO_OFFICIALS: readonly Post[] = [...LEADERS_ELSEWHERE, 'accountant', 'cashier']
const MEMBERS_ONLY: readonly Post[] = ['chair', 'director', ...SUPERVISORS, 'delegate']

export interface Person {
  readonly personId: AnyId
  readonly name: string
  readonly member: boolean
  /** By the registry's mark or the person's own declaration; null where neither says anything. */
  readonly publicDuty: boolean | null
  readonly here: readonly { readonly post: Post }[]
  readonly elsewhere: readonly {
    readonly post: Post
    readonly coopName: string
    /** Both co-ops are of the same business: null where it is not recorded. */
    readonly sameBusiness: boolean | null
  }[]
}

const said = (post: Post): readonly [string, string] => POST_WORDS[post]

function incompatible(person: Person, post: Post): Finding | null {
  const against = SUPERVISORS.includes(post)
    ? SUPERVISED
    : SUPERVISED.includes(post)
      ? SUPERVISORS
      : []
  const both = person.here.find((one) => against.includes(one.post))
  if (both === undefined) return null
  const [[zh, en], [zhOther, enOther]] = [said(post), said(both.post)]
  return finding({
    rule: 'SUP-INCOMPAT',
    severity: 'block',
    outcome: 'fails',
    measured: both.post,
    limit: post,
    rows: [person.personId],
    source: `${LAW}第三十三条`,
    text: text(
      `${person.name}是本社${zhOther},不能兼任${zh}(理事长、理事、经理和财务会计人员不得兼任监事)。`,
      `${person.name} is ${enOther} here and cannot also be ${en}: those who are supervised do not supervise.`,
    ),
  })
}

function overlap(person: Person, post: Post): Finding[] {
  if (!LEADERS.includes(post) && !SUPERVISORS.includes(post)) return []
  const banned = LEADERS.includes(post) ? LEADERS_ELSEWHERE : LEADERS
  return person.elsewhere
    .filter((one) => banned.includes(one.post) && one.sameBusiness !== false)
    .map((one) => {
      const [[zh, en], [zhOther, enOther]] = [said(post), said(one.post)]
      const sure = one.sameBusiness === true
      return finding({
        rule: 'DIR-OVERLAP',
        severity: 'block',
        outcome: sure ? 'fails' : 'depends',
        measured: one.post,
        limit: post,
        rows: [person.personId],
        source: `${LAW}第三十七条`,
        text: text(
          `${person.name}是${one.coopName}的${zhOther},${sure ? '业务性质相同' : '业务性质是否相同尚未登记'},不得兼任${zh}。`,
          `${person.name} is ${enOther} of ${one.coopName}${sure ? ', of the same business,' : ' (whether of the same business is not recorded)'} and may not be ${en} here.`,
        ),
      })
    })
}

function official(person: Person, post: Post): Finding | null {
  if (!CLOSED_TO_OFFICIALS.includes(post)) return null
  const [zh, en] = said(post)
  if (person.publicDuty === false) return null
  const known = person.publicDuty === true
  return finding({
    rule: 'OFFICIAL-BAN',
    severity: known ? 'block' : 'warn',
    outcome: known ? 'fails' : 'depends',
    measured: known ? 'true' : null,
    limit: 'false',
    rows: [person.personId],
    source: `${LAW}第三十八条`,
    text: known
      ? text(
          `${person.name}执行与合作社业务有关的公务,不得担任${zh}。`,
          `${person.name} performs public duties related to the co-op’s business and may not be ${en}.`,
        )
      : text(
          `${person.name}尚未声明是否执行有关公务,任${zh}前请其声明。`,
          `${person.name} has not declared on public duties; ask for it before the post of ${en}.`,
        ),
  })
}

function outsider(person: Person, post: Post): Finding | null {
  if (!MEMBERS_ONLY.includes(post) || person.member) return null
  const [zh, en] = said(post)
  return finding({
    rule: 'POST-MEMBER',
    severity: 'block',
    outcome: 'fails',
    measured: 'false',
    limit: 'true',
    rows: [person.personId],
    source: `${LAW}第三十三条`,
    text: text(
      `${person.name}不是本社成员,不能当选${zh}。`,
      `${person.name} is no member of the co-op and cannot be ${en}.`,
    ),
  })
}

/** What stands against a person in a post; empty: nothing. */
export const postFindings = (person: Person, post: Post): Finding[] =>
  [
    outsider(person, post),
    incompatible(person, post),
    ...overlap(person, post),
    official(person, post),
  ].filter((one) => one !== null)
