import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { nameKey } from './payee.ts'

/* What ties the other side of a contract to those who act for the co-op (农民专业合作社法 36; practice.md R45). */

/** Somebody of the co-op's side: the chair, directors, supervisors, who keeps its books, the village's cadres. */
export interface Insider {
  /** Null: in no registry, known by name alone. */
  readonly personId: AnyId | null
  readonly name: string
  readonly post: string
  readonly householdId: AnyId | null
  readonly address: string | null
  /** Linked groups the person belongs to. */
  readonly groups: readonly AnyId[]
}

/** A person behind the other side, and by what they were found. */
export interface Behind {
  readonly personId: AnyId
  readonly name: string
  readonly by: 'id' | 'phone' | 'account'
  readonly householdId: AnyId | null
  readonly groups: readonly AnyId[]
}

export interface OtherSide {
  readonly name: string
  readonly legalRep: string | null
  readonly address: string | null
  readonly behind: readonly Behind[]
  /** Other partners with the same telephone, account or address. */
  readonly shared: readonly {
    readonly name: string
    readonly by: 'phone' | 'account' | 'address'
  }[]
}

export interface Tie {
  readonly kind:
    | 'same_person'
    | 'same_name'
    | 'household'
    | 'linked_group'
    | 'phone'
    | 'account'
    | 'address'
    | 'shared_contact'
  readonly name: string
  readonly post: string
  readonly certain: boolean
  readonly text: Text
}

const BY: Readonly<Record<Behind['by'] | 'address', Text>> = {
  id: text('身份证号', 'ID number'),
  phone: text('电话', 'telephone'),
  account: text('银行账户', 'bank account'),
  address: text('地址', 'address'),
}

/** Every tie, those of one insider one after the other; none: nothing known ties the two sides. */
export function tiesOf(other: OtherSide, insiders: readonly Insider[]): readonly Tie[] {
  return [
    ...insiders.flatMap((insider) => tiesWith(other, insider)),
    ...other.shared.map(({ name, by }): Tie => ({
      kind: 'shared_contact',
      name,
      post: '',
      certain: true,
      text: text(
        `与另一往来方“${name}”${BY[by].zh}相同`,
        `shares its ${BY[by].en} with another partner, “${name}”`,
      ),
    })),
  ]
}

function tiesWith(other: OtherSide, insider: Insider): Tie[] {
  const { name, post } = insider
  const tie = (kind: Tie['kind'], certain: boolean, said: Text): Tie => ({
    kind,
    name,
    post,
    certain,
    text: said,
  })
  const same = other.behind.find(({ personId }) => personId === insider.personId)
  if (same !== undefined) {
    const { zh, en } = BY[same.by]
    const kind = same.by === 'id' ? 'same_person' : same.by
    return [
      tie(
        kind,
        true,
        text(`对方${zh}属于${post}${name}`, `the ${en} is that of ${name} (${post})`),
      ),
    ]
  }
  const ties: Tie[] = []
  const kin = other.behind.find(
    ({ householdId }) => householdId !== null && householdId === insider.householdId,
  )
  if (kin !== undefined) {
    const said = text(
      `对方的${kin.name}与${post}${name}同一户`,
      `${kin.name} of the other side is of one household with ${name} (${post})`,
    )
    ties.push(tie('household', true, said))
  }
  const linked = other.behind.find(({ groups }) =>
    groups.some((group) => insider.groups.includes(group)),
  )
  if (linked !== undefined) {
    const said = text(
      `对方的${linked.name}与${post}${name}在同一关联人组`,
      `${linked.name} of the other side is in one linked group with ${name} (${post})`,
    )
    ties.push(tie('linked_group', true, said))
  }
  const named = [other.name, other.legalRep].some(
    (each) => each !== null && nameKey(each) === nameKey(name),
  )
  if (named) {
    const said = text(
      `对方或其法定代表人与${post}${name}同名,请核实`,
      `the other side or its representative bears the name of ${name} (${post}): please look into it`,
    )
    ties.push(tie('same_name', false, said))
  }
  const at = other.address
  if (at !== null && insider.address !== null && nameKey(at) === nameKey(insider.address)) {
    const said = text(
      `对方地址与${post}${name}住址相同`,
      `the address is that of ${name} (${post})`,
    )
    ties.push(tie('address', true, said))
  }
  return ties
}
