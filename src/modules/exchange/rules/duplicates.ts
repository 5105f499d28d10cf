import type { MemberDraft, RowFault } from '../model.ts'
import { faultAt } from './faults.ts'
import { doubt, wrong } from './values.ts'

/**
 * The same member twice in one co-op: the same number is an error. The same name is one only where
 * nothing tells the two apart; people of one name are common, so otherwise it is a doubt.
 */
export function findDuplicates(members: readonly MemberDraft[]): RowFault[] {
  const faults: RowFault[] = []
  const byNumber = new Map<string, MemberDraft>()
  const byName = new Map<string, MemberDraft[]>()
  for (const member of members) {
    const coop = member.coop ?? ''
    if (member.idNumber !== null) {
      const key = `${coop}|${member.idNumber}`
      const first = byNumber.get(key)
      if (first === undefined) byNumber.set(key, member)
      else faults.push(sameNumber(member, first))
    }
    if (member.name === '') continue
    const key = `${coop}|${member.kind}|${member.name}`
    const others = byName.get(key) ?? []
    const fault = others.length === 0 ? null : sameName(member, others)
    if (fault !== null) faults.push(fault)
    byName.set(key, [...others, member].slice(0, MOST_COMPARED))
  }
  return faults
}

const MOST_COMPARED = 20

const lineOf = (member: MemberDraft): string =>
  `「${member.place.sheet}」第 ${member.place.row ?? 0} 行`

function sameNumber(member: MemberDraft, first: MemberDraft): RowFault {
  const place = member.places.get('id_number') ?? member.place
  return faultAt(
    place,
    wrong(
      'duplicate_id',
      `证件号码与${lineOf(first)}重复`,
      `the same number as in sheet “${first.place.sheet}”, row ${first.place.row ?? 0}`,
    ),
  )
}

/** Facts by which people of one name are told apart where the number is missing. */
const tellApart = (a: MemberDraft, b: MemberDraft): boolean =>
  (['phone', 'householdNumber', 'birthDate', 'bankAccount'] as const).some(
    (key) => a[key] !== null && b[key] !== null && a[key] !== b[key],
  )

function sameName(member: MemberDraft, others: readonly MemberDraft[]): RowFault | null {
  const lacking = others.filter((other) => member.idNumber === null || other.idNumber === null)
  const [first] = lacking
  if (first === undefined) return null
  const clash = lacking.find((other) => !tellApart(member, other))
  if (clash !== undefined && member.idNumber === null && clash.idNumber === null) {
    return faultAt(
      member.place,
      wrong(
        'duplicate_name',
        `与${lineOf(clash)}同名,又没有身份证号可以区分`,
        `the same name as in row ${clash.place.row ?? 0}, and no ID number tells them apart`,
      ),
    )
  }
  return faultAt(
    member.place,
    doubt(
      'duplicate_name',
      `与${lineOf(first)}同名,请确认是两个人`,
      `the same name as in row ${first.place.row ?? 0}; make sure these are two people`,
    ),
  )
}
