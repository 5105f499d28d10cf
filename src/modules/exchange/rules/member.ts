import type { LocalDate } from '../../../kernel/date.ts'
import { sexOf } from '../../../kernel/identifier.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Field, MemberDraft, Place, RowFault } from '../model.ts'
import { type Amounts, doubtfulUnit, resolveContribution } from './contribution.ts'
import { faultAt } from './faults.ts'
import type { FieldCell, MemberCells } from './rows.ts'
import {
  clean,
  cleanName,
  doubt,
  isNothing,
  type Problem,
  type Read,
  readBankAccount,
  readDay,
  readIdNumber,
  readMoney,
  readPercent,
  readPhone,
  readQuantity,
  unusable,
  type WrittenId,
  type WrittenPercent,
  wrong,
} from './values.ts'
import { type MemberType, readForm, readMemberType, readSex, typeByName } from './words.ts'

/** A member as read, with what the whole file must still decide. */
export interface ReadMember {
  readonly draft: MemberDraft
  readonly percent: WrittenPercent | null
  /** The row did not say whether a person is a farmer. */
  readonly farmerAssumed: boolean
}

const LONGEST_PERSON = 60
const LONGEST_BODY = 200

/** Reads one member's cells; every problem stands at its own cell. */
export function readMember(row: MemberCells, today: LocalDate, faults: RowFault[]): ReadMember {
  const cells = cellReader(row, faults)
  const name = readName(row, cells)
  const id =
    cells.read('id_number', (c) => readIdNumber(c.cell, false)) ??
    cells.read('id_type_and_number', (c) => readIdNumber(c.cell, true))
  const { type, farmerAssumed } = typeOf(name, id, cells)
  const limit = type.kind === 'person' ? LONGEST_PERSON : LONGEST_BODY
  if (name.length > limit) {
    cells.say('name', wrong('name_too_long', `名称超过 ${limit} 字`, `longer than ${limit}`))
  }
  checkPaper(type, id, cells)
  const percent = cells.read('pct', (c) => readPercent(c.cell, c.percent))
  const joinedOn = cells.read('joined_on', (c) => readDay(c.cell))
  if (joinedOn !== null && joinedOn > today) {
    cells.say('joined_on', wrong('date_future', '日期在今天之后', 'the day lies in the future'))
  }
  const draft: MemberDraft = {
    place: row.fields.get('name')?.place ?? row.place,
    places: new Map(Array.from(row.fields, ([field, { place }]) => [field, place])),
    coop: cells.words('coop', 200),
    name,
    kind: type.kind,
    class: type.class,
    farmer: type.farmer,
    idNumber: id?.number ?? null,
    ...personDetails(id, cells),
    householdNumber: cells.words('household_number', 40),
    householdHead: headOf(cells),
    relationToHead: cells.words('relation_to_head', 20),
    address: cells.words('registered_address', 200),
    village: cells.words('village', 60),
    phone: cells.read('phone', (c) => readPhone(c.cell)),
    bankAccount: cells.read('bank_account', (c) => readBankAccount(c.cell)),
    contributions: contributionsOf(cells),
    shares: cells.read('shares', (c) =>
      readQuantity(c.cell, { code: 'shares_invalid', places: 6, words: /[股份]$/ }),
    ),
    landArea: cells.read('land_area', (c) =>
      readQuantity(c.cell, { code: 'area_invalid', places: 2, words: /亩$/ }),
    ),
    percent: null,
    certificateNo: cells.words('certificate_no', 60),
    joinedOn,
  }
  return { draft, percent, farmerAssumed }
}

interface CellReader {
  readonly read: <T>(field: Field, how: (cell: FieldCell) => Read<T>) => T | null
  /** A line of text, cut to the length its place can hold. */
  readonly words: (field: Field, longest: number) => string | null
  readonly say: (field: Field, problem: Problem) => void
  readonly has: (field: Field) => boolean
  readonly unitOf: (field: Field) => string | null
}

function cellReader(row: MemberCells, faults: RowFault[]): CellReader {
  const placeOf = (field: Field): Place => row.fields.get(field)?.place ?? row.place
  const say = (field: Field, problem: Problem): void => {
    faults.push(faultAt(placeOf(field), problem))
  }
  const readField = <T>(field: Field, how: (cell: FieldCell) => Read<T>): T | null => {
    const found = row.fields.get(field)
    if (found === undefined) return null
    const bad = unusable(found.cell)
    if (bad !== null) {
      say(field, bad)
      return null
    }
    const { value, problems } = how(found)
    for (const problem of problems) say(field, problem)
    return value
  }
  return {
    say,
    read: readField,
    words: (field, longest) =>
      readField(field, ({ cell }) => {
        const value = clean(cell.text)
        return { value: isNothing(value) ? null : value.slice(0, longest), problems: [] }
      }),
    has: (field) => row.fields.has(field),
    unitOf: (field) => row.fields.get(field)?.unit ?? null,
  }
}

/** The name, cleaned; invisible signs that were taken out are mentioned, because they hide duplicates. */
function readName(row: MemberCells, cells: CellReader): string {
  const found = row.fields.get('name')
  const name = cells.read('name', ({ cell }) => ({ value: cleanName(cell.text), problems: [] }))
  if (name === null || name === '' || isNothing(name)) {
    const broken = found !== undefined && unusable(found.cell) !== null
    if (!broken) cells.say('name', wrong('name_missing', '缺少姓名或名称', 'the name is missing'))
    return ''
  }
  if (/\p{Cf}|\p{Cc}/u.test(found?.cell.text ?? '')) {
    cells.say(
      'name',
      doubt(
        'name_changed',
        '姓名里的不可见字符已去掉',
        'invisible characters were taken out of the name',
      ),
    )
  }
  return name
}

function typeOf(
  name: string,
  id: WrittenId | null,
  cells: CellReader,
): { type: MemberType; farmerAssumed: boolean } {
  const written = cells.read('member_type', ({ cell }) => readMemberType(cell))
  if (written !== null) {
    return { type: written, farmerAssumed: written.farmer === null }
  }
  const byName = id?.kind === 'citizen' ? null : typeByName(name)
  if (byName === null && id?.kind !== 'credit') {
    return { type: { kind: 'person', class: null, farmer: null }, farmerAssumed: true }
  }
  const type = byName ?? { kind: 'unit' as const, class: 'unit' as const, farmer: false }
  const kinds = { collective: '村集体', enterprise: '企业', unit: '单位', person: '个人' }
  cells.say(
    'name',
    doubt(
      'type_guessed',
      `未写成员类型,按名称当作${kinds[type.kind]}`,
      `no kind of member is given; taken as ${type.kind} by its name`,
    ),
  )
  return { type, farmerAssumed: false }
}

/** People have ID numbers, bodies have credit codes. */
function checkPaper(type: MemberType, id: WrittenId | null, cells: CellReader): void {
  const person = type.kind === 'person'
  const field = cells.has('id_number') ? 'id_number' : 'id_type_and_number'
  if (id === null) {
    if (person) {
      cells.say(
        'name',
        doubt(
          'id_missing',
          '没有身份证号,以后无法与同名的人区分',
          'no ID number: cannot be told from others of the same name later',
        ),
      )
    }
    return
  }
  if (person ? id.kind === 'credit' : id.kind === 'citizen') {
    cells.say(
      field,
      person
        ? wrong('id_invalid', '个人成员填的是信用代码', 'a person with a credit code')
        : wrong('id_invalid', '单位成员填的是身份证号', 'a body with a citizen’s ID number'),
    )
  }
}

function personDetails(
  id: WrittenId | null,
  cells: CellReader,
): Pick<MemberDraft, 'sex' | 'birthDate'> {
  const sex = cells.read('sex', ({ cell }) => readSex(cell))
  const birthDate = cells.read('birth_date', ({ cell }) => readDay(cell))
  const fromId = id?.kind === 'citizen' && id.number.length === 18 ? sexOf(id.number) : null
  if (sex !== null && fromId !== null && sex !== fromId) {
    cells.say('sex', doubt('sex_differs', '性别与身份证号不符', 'differs from the ID number'))
  }
  // The number itself tells the birth date better than a second column.
  return { sex: sex ?? fromId, birthDate: fromId === null ? birthDate : null }
}

const headOf = (cells: CellReader): string | null => {
  const head = cells.words('household_head', LONGEST_PERSON)
  return head === null ? null : cleanName(head)
}

function contributionsOf(cells: CellReader): MemberDraft['contributions'] {
  const money = (field: Field): Fen | null => {
    const unit = cells.unitOf(field)
    const amount = cells.read(field, (c) => readMoney(c.cell, c.unit ?? 'yuan'))
    const problem = amount === null ? null : doubtfulUnit(amount, unit)
    if (problem !== null) cells.say(field, problem)
    return amount
  }
  const amounts: Amounts = {
    contribution: money('contribution'),
    contribution_cash: money('contribution_cash'),
    contribution_in_kind: money('contribution_in_kind'),
    contribution_land: money('contribution_land'),
    subscribed: money('subscribed'),
    paid: money('paid'),
    unpaid: money('unpaid'),
  }
  // With a column for each form the word may name several.
  const split = amounts.contribution_cash !== null || amounts.contribution_in_kind !== null
  const form = cells.read('contribution_form', ({ cell }) => readForm(cell, split))
  const resolved = resolveContribution(amounts, form)
  for (const { field, ...problem } of resolved.problems) cells.say(field, problem)
  return resolved.amounts
}
