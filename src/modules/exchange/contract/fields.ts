import { type Text, text } from '../../../kernel/text.ts'

/** What a column of a register can mean, in the order a form offers them. */
export const FIELD_TITLES = {
  seq: text('序号', 'Number'),
  coop: text('合作社', 'Co-op'),
  name: text('姓名或名称', 'Name'),
  member_type: text('成员类型', 'Kind of member'),
  id_type_and_number: text('证照类别及号码', 'Paper and number'),
  id_number: text('证件号码', 'ID number or credit code'),
  sex: text('性别', 'Sex'),
  birth_date: text('出生日期', 'Birth date'),
  household_number: text('户号', 'Household number'),
  household_head: text('户主', 'Head of household'),
  relation_to_head: text('与户主关系', 'Relation to head'),
  registered_address: text('住所', 'Address'),
  village: text('所在村', 'Village'),
  phone: text('联系电话', 'Phone'),
  bank_account: text('银行账号', 'Bank account'),
  contribution: text('出资额', 'Contribution'),
  contribution_cash: text('货币出资', 'Contribution in cash'),
  contribution_in_kind: text('非货币出资', 'Contribution in kind'),
  contribution_land: text('土地经营权出资', 'Contribution of land rights'),
  contribution_form: text('出资方式', 'Form of contribution'),
  subscribed: text('认缴出资额', 'Subscribed'),
  paid: text('实缴出资额', 'Paid'),
  unpaid: text('未缴出资额', 'Unpaid'),
  shares: text('股数', 'Shares'),
  pct: text('占比', 'Percentage'),
  land_area: text('入股土地面积(亩)', 'Land, mu'),
  certificate_no: text('股权证编号', 'Certificate number'),
  joined_on: text('入社日期', 'Joined on'),
  change_note: text('备注', 'Note'),
  largest_contribution: text('最高成员出资', 'Largest contribution'),
  smallest_contribution: text('最低成员出资', 'Smallest contribution'),
} as const satisfies Record<string, Text>

export type ImportField = keyof typeof FIELD_TITLES

/** A column may also be left out. */
export const COLUMN_FIELDS = [...(Object.keys(FIELD_TITLES) as ImportField[]), 'ignore'] as const

export const MONEY_UNIT_NAMES = ['yuan', 'thousand', 'wan'] as const
export const IMPORT_STATUSES = ['draft', 'confirmed', 'repeated', 'discarded', 'expired'] as const
