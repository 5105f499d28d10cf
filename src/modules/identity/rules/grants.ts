import type { LocalDate } from '../../../kernel/date.ts'
import type { Id } from '../../../kernel/id.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { ROLES, type UnitKind } from '../../../kernel/role.ts'
import { text, type Text } from '../../../kernel/text.ts'
import { type HeldRole, isAdministrator } from '../model.ts'

export interface WishedRole extends HeldRole {
  readonly accountId: Id<'account'>
}

export interface GrantFacts {
  readonly today: LocalDate
  /** Who grants; null for the product itself. */
  readonly actorId: Id<'account'> | null
  readonly accounts: ReadonlyMap<
    string,
    { readonly personId: Id<'person'> | null; readonly held: readonly HeldRole[] }
  >
  readonly unitKinds: ReadonlyMap<string, UnitKind>
}

const overlap = (a: HeldRole, b: HeldRole): boolean =>
  (a.validTo === null || a.validTo > b.validFrom) && (b.validTo === null || b.validTo > a.validFrom)

/** Every reason against a batch of grants, with its place. Rows of the batch also judge each other. */
export function grantFaults(wishes: readonly WishedRole[], facts: GrantFacts): Fault[] {
  const granted = new Map<string, HeldRole[]>()
  return wishes.flatMap((wish, i) => {
    const before = [
      ...(facts.accounts.get(wish.accountId)?.held ?? []),
      ...(granted.get(wish.accountId) ?? []),
    ]
    granted.set(wish.accountId, [...(granted.get(wish.accountId) ?? []), wish])
    const found = accountFault(wish, facts) ?? datesFault(wish, facts) ?? unitFault(wish, facts)
    const fault = found ?? { field: 'role', text: heldFault(wish, before) }
    return fault.text === null ? [] : [{ path: `$.grants[${i}].${fault.field}`, text: fault.text }]
  })
}

type FieldFault = { readonly field: string; readonly text: Text } | null

function accountFault(wish: WishedRole, facts: GrantFacts): FieldFault {
  const account = facts.accounts.get(wish.accountId)
  if (account === undefined) {
    return { field: 'accountId', text: text('没有这个账号。', 'There is no such account.') }
  }
  if (wish.accountId === facts.actorId) {
    return {
      field: 'accountId',
      text: text(
        '不能给自己授予岗位,请另一位安全管理员办理。',
        'Nobody grants roles to themselves; ask another security administrator.',
      ),
    }
  }
  if (ROLES[wish.role].level === 'person' && account.personId === null) {
    return {
      field: 'accountId',
      text: text(
        '成员岗位要求账号已绑定到人。',
        'The role of a member needs an account that belongs to a person.',
      ),
    }
  }
  return null
}

function datesFault(wish: WishedRole, facts: GrantFacts): FieldFault {
  if (wish.validFrom < facts.today) {
    return {
      field: 'validFrom',
      text: text('生效日不能早于今天。', 'A role cannot begin before today.'),
    }
  }
  return wish.validTo !== null && wish.validTo <= wish.validFrom
    ? { field: 'validTo', text: text('截止日应晚于生效日。', 'It must end after it begins.') }
    : null
}

function unitFault(wish: WishedRole, facts: GrantFacts): FieldFault {
  const { level, title } = ROLES[wish.role]
  const kind = wish.unitId === null ? 'person' : facts.unitKinds.get(wish.unitId)
  if (kind === level) return null
  return {
    field: 'unitId',
    text:
      level === 'person'
        ? text('成员岗位不绑定单位。', 'The role of a member has no unit.')
        : text(
            `“${title.zh}”须授予在${UNIT_WORDS[level].zh}一级。`,
            `“${title.en}” is held at a ${UNIT_WORDS[level].en}.`,
          ),
  }
}

const UNIT_WORDS: Readonly<Record<UnitKind, Text>> = {
  county: text('县', 'county'),
  town: text('乡镇(街道)', 'town'),
  village: text('村', 'village'),
  coop: text('合作社', 'co-op'),
}

function heldFault(wish: WishedRole, before: readonly HeldRole[]): Text | null {
  const beside = before.filter((held) => overlap(held, wish))
  if (beside.some((held) => held.role === wish.role && held.unitId === wish.unitId)) {
    return text('该账号已有此岗位。', 'The account already holds this role.')
  }
  const separate = (held: HeldRole) => isAdministrator(held.role) || isAdministrator(wish.role)
  return beside.some((held) => held.role !== wish.role && separate(held))
    ? text(
        '三类管理员各自独立,不得与其他岗位由同一账号兼任。',
        'An administrator’s account holds no other role: the three administrators are separate.',
      )
    : null
}
