import type { LocalDate } from '../../../kernel/date.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { maskAccount, maskIdNumber, maskPhone } from '../rules/codes.ts'
import { partyOf, type PartyState } from '../store/party.ts'
import type { PersonState } from '../store/persons.ts'

/** The places that sealed values are bound to; a value moved to another column does not open. */
export const ID_NUMBER = 'person.id_number'
export const PHONE = 'person.phone'
export const BANK_ACCOUNT = 'person.bank_account'

const opened = (ctx: Ctx, place: string, sealed: Uint8Array | null): string | null =>
  sealed === null ? null : ctx.secrets.open(place, sealed)

/** The three numbers in clear. Only `revealPerson` and the file to the bank hand them out. */
export const numbersOf = (ctx: Ctx, row: PersonState) => ({
  idNumber: opened(ctx, ID_NUMBER, row.id_number_sealed),
  phone: opened(ctx, PHONE, row.phone_sealed),
  bankAccount: opened(ctx, BANK_ACCOUNT, row.bank_account_sealed),
})

const masked = (value: string | null, mask: (value: string) => string): string | null =>
  value === null ? null : mask(value)

/** The three numbers as every list and page shows them. */
export function maskedOf(ctx: Ctx, row: PersonState) {
  const numbers = numbersOf(ctx, row)
  return {
    idNumber: masked(numbers.idNumber, maskIdNumber),
    phone: masked(numbers.phone, maskPhone),
    bankAccount: masked(numbers.bankAccount, maskAccount),
  }
}

/** Membership and posts as they are shown to those with party.read. */
export const partyMarkOut = (mark: PartyState) => ({
  branch: { id: mark.branch_id, name: mark.branch_name },
  joinedParty: mark.joined_party,
  committee: mark.committee,
  secretary: mark.secretary,
  cadrePost: mark.cadre_post,
  validFrom: mark.valid_from,
})

/** Persons as they may be shown: numbers masked, Party facts only to those with party.read. */
export async function personsOut(ctx: Ctx, rows: readonly PersonState[], asOf: LocalDate) {
  const ids = rows.map((row) => row.id)
  const marks = ctx.may('party.read')
    ? await partyOf(ctx, ids, asOf)
    : new Map<string, PartyState>()
  return rows.map((row) => {
    const mark = marks.get(row.id)
    const { idNumber, phone, bankAccount } = maskedOf(ctx, row)
    return {
      id: row.id,
      name: row.name,
      village:
        row.village_id === null ? null : { id: row.village_id, name: row.village_name ?? '' },
      household:
        row.household_id === null
          ? null
          : { id: row.household_id, number: row.household_number ?? '' },
      sex: row.sex,
      birthDate: row.birth_date,
      idNumber,
      idNumberValid: row.id_number_valid,
      phone,
      bankAccount,
      relationToHead: row.relation_to_head,
      farmer: row.farmer,
      collectiveMember: row.collective_member,
      publicOffice: row.public_office,
      endedOn: row.ended_on,
      party: mark === undefined ? null : partyMarkOut(mark),
    }
  })
}
