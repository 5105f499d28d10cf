import type { Form, HolderClass, HolderKind, SourceCell } from '../model.ts'
import { clean, compact, doubt, isNothing, read, type Read, wrong } from './values.ts'

/* Closed lists of words: kinds of members, forms of contribution, sex. */

export interface MemberType {
  readonly kind: HolderKind
  readonly class: HolderClass | null
  /** Null where the word leaves it open. */
  readonly farmer: boolean | null
}

const person = (farmer: boolean | null, cls: HolderClass | null = null): MemberType => ({
  kind: 'person',
  class: cls,
  farmer,
})
const body = (kind: HolderKind, cls: HolderClass): MemberType => ({
  kind,
  class: cls,
  farmer: false,
})

/** Looked up in this order, so that 非农民 is not taken for 农民 and 村集体企业 not for a collective. */
const TYPES: readonly (readonly [RegExp, MemberType])[] = [
  [/^否$|非农/, person(false)],
  [/贫困|脱贫|建档立卡|帮扶/, person(true, 'assisted')],
  [/外来|外村/, person(true, 'outside_farmer')],
  [/投资人|投资者|社会资本/, person(false, 'outside_investor')],
  [/企业|公司|工厂|家庭农场/, body('enterprise', 'enterprise')],
  [
    /村集体|集体经济|股份经济合作|经济合作社|经济联合社|村委会|村民委员会|^集体/,
    body('collective', 'collective'),
  ],
  [/事业|社会组织|社会团体|社团|单位|机关|学校|协会|供销/, body('unit', 'unit')],
  [/^是$|农民|农户|村民|社员|普通|党员|干部|支部|自然人|个人/, person(true)],
  [/居民|市民|城镇/, person(false)],
]

export function readMemberType(cell: SourceCell): Read<MemberType> {
  if (isNothing(cell.text)) return read<MemberType>(null)
  const word = compact(cell.text)
  const found = TYPES.find(([pattern]) => pattern.test(word))
  if (found !== undefined) return read(found[1])
  const shown = clean(cell.text).slice(0, 40)
  return read<MemberType>(
    null,
    wrong(
      'type_unknown',
      `认不出成员类型「${shown}」;可写:农民成员、非农民成员、企业成员、事业单位成员、社会组织成员、村集体经济组织`,
      `“${shown}” is no known kind of member`,
    ),
  )
}

/** What a name without a stated kind is: organisations carry it in their names. */
export function typeByName(name: string): MemberType | null {
  if (/经济合作社|经济联合社|村民委员会|村委会|股份经济|村集体/.test(name)) {
    return body('collective', 'collective')
  }
  if (/公司|企业|工厂|家庭农场|专业合作社|合作社$/.test(name))
    return body('enterprise', 'enterprise')
  return /协会|学校|中心|服务站|供销社|信用社|委员会/.test(name) ? body('unit', 'unit') : null
}

const FORMS: readonly (readonly [RegExp, Form])[] = [
  [/实物|机械|机器|设备|农机|房屋|大棚|厂房|车辆|牲畜|苗木/, 'kind'],
  [/货币|现金|资金/, 'cash'],
  [/土地|承包地|经营权|耕地/, 'land_right'],
  [/林权|林地|山林/, 'forest_right'],
  [/知识产权|专利|商标|品牌/, 'ip'],
]

/**
 * The form of a contribution. Labour is none by law, and two forms in one amount cannot be told apart;
 * where the amounts are `split` over columns, the form that is not money is meant.
 */
export function readForm(cell: SourceCell, split: boolean): Read<Form> {
  if (isNothing(cell.text)) return read<Form>(null)
  const word = compact(cell.text)
  const shown = clean(cell.text).slice(0, 40)
  if (/劳务|劳动|劳力|信用|商誉|特许/.test(word)) {
    return read<Form>(
      null,
      wrong(
        'form_labour',
        `「${shown}」不能作为出资(农民专业合作社法第十三条、登记条例);劳务可计入内部份额`,
        `“${shown}” cannot be a contribution (Cooperative Act Art. 13); labour may count as internal units`,
      ),
    )
  }
  // 非货币 holds 货币 as a word and means things.
  const plain = word.replaceAll('非货币', '实物')
  const forms = FORMS.filter(([pattern]) => pattern.test(plain)).map(([, form]) => form)
  const [form] = split ? forms.filter((one) => one !== 'cash' || forms.length === 1) : forms
  if (form === undefined) {
    return read<Form>(
      null,
      wrong(
        'form_unknown',
        `认不出出资方式「${shown}」;可写:货币、实物、土地经营权、林权、知识产权`,
        `“${shown}” is no known form of contribution`,
      ),
    )
  }
  const things = forms.filter((one) => one !== 'cash')
  return (split ? things.length : forms.length) > 1
    ? read<Form>(
        null,
        wrong(
          'form_mixed',
          '一个金额里有几种出资方式,请分列填写各自的金额',
          'one amount holds several forms; give each its own column',
        ),
      )
    : read(form)
}

export function readSex(cell: SourceCell): Read<'female' | 'male'> {
  if (isNothing(cell.text)) return read<'female' | 'male'>(null)
  const word = compact(cell.text)
  if (word.startsWith('男') || word === '1') return read('male' as const)
  if (word.startsWith('女') || word === '2') return read('female' as const)
  return read<'female' | 'male'>(null, doubt('sex_unknown', '性别应为男或女', 'must be 男 or 女'))
}
