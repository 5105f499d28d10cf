import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'

/* The closed lists of the registry, as people say them. A value without a word does not compile. */

type Coop = Out<'readCooperative'>['cooperative']

export const STATUS_WORDS: Readonly<Record<Coop['status'], Text>> = {
  preparing: text('筹备', 'Preparing'),
  founding: text('设立中', 'Founding'),
  registered: text('存续', 'Registered'),
  suspended: text('歇业', 'Suspended'),
  revoked: text('吊销', 'Revoked'),
  liquidating: text('清算', 'Liquidating'),
  deregistered: text('注销', 'Deregistered'),
  abandoned: text('放弃设立', 'Abandoned'),
}

export const STATUS_TONES: Readonly<
  Record<Coop['status'], 'pass' | 'depends' | 'fail' | undefined>
> = {
  preparing: 'depends',
  founding: 'depends',
  registered: 'pass',
  suspended: 'fail',
  revoked: 'fail',
  liquidating: 'fail',
  deregistered: undefined,
  abandoned: undefined,
}

export const CLASS_WORDS: Readonly<Record<NonNullable<Coop['class']>, Text>> = {
  model: text('示范引领型', 'Model'),
  improve: text('规范提升型', 'To be improved'),
  transform: text('改造转化型', 'To be transformed'),
  rebuild: text('重新组建型', 'To be rebuilt'),
}

export const UNCLASSED: Text = text('未分类', 'Not classified')

export const CODE_WORDS: Readonly<Record<Coop['creditCodeCheck'], Text>> = {
  missing: text('未登记', 'Missing'),
  valid: text('校验通过', 'Valid'),
  wrong_check_digit: text('校验位不符', 'Wrong check digit'),
  malformed: text('格式不对', 'Malformed'),
}

export const LEVEL_WORDS: Readonly<Record<Out<'listVillages'>['rows'][number]['level'], Text>> = {
  county: text('县', 'County'),
  town: text('乡镇(街道)', 'Town'),
  village: text('村', 'Village'),
  community: text('社区', 'Community'),
}

export const PURPOSE_WORDS: Readonly<Record<Coop['pairings'][number]['purpose'], Text>> = {
  quality: text('强社带弱社', 'The strong leads the weak'),
  scale: text('大社带小社', 'The large leads the small'),
}

type Link = Out<'listChains'>['chains'][number]['cooperatives'][number]['link']

export const LINK_WORDS: Readonly<Record<Link, Text>> = {
  inputs: text('农资种苗', 'Inputs'),
  production: text('种植养殖', 'Production'),
  processing: text('加工', 'Processing'),
  storage: text('仓储保鲜', 'Storage'),
  sales: text('销售', 'Sales'),
  service: text('社会化服务', 'Services'),
}

/** The links of a chain in the order in which the goods pass them. */
export const LINKS = Object.keys(LINK_WORDS) as readonly Link[]

export const SEX_WORDS: Readonly<Record<NonNullable<Out<'readPerson'>['sex']>, Text>> = {
  female: text('女', 'Female'),
  male: text('男', 'Male'),
}

/** The facts of a co-op by the names its history uses. */
export const FACT_WORDS: Readonly<Record<string, Text>> = {
  name: text('名称', 'Name'),
  villageId: text('所在村', 'Village'),
  branchId: text('领办党支部', 'Leading branch'),
  collectiveId: text('集体持股方', 'Collective holder'),
  mainKind: text('主要类型', 'Main kind'),
  secondaryKinds: text('兼营类型', 'Secondary kinds'),
  industry: text('主导产业', 'Industry'),
  businessForms: text('经营形式', 'Business forms'),
  businessScope: text('业务范围', 'Business scope'),
  creditCode: text('统一社会信用代码', 'Credit code'),
  registeredOn: text('登记日期', 'Registered on'),
  registrar: text('登记机关', 'Registrar'),
  registeredAddress: text('住所', 'Registered address'),
  address: text('经营地址', 'Address'),
  registeredCapital: text('成员出资总额', 'Registered capital'),
  chairPersonId: text('理事长', 'Chair'),
  chairName: text('理事长', 'Chair'),
  areaMu: text('经营面积(亩)', 'Area (mu)'),
}

export const EVENT_WORDS: Readonly<Record<Out<'readDivision'>['events'][number]['kind'], Text>> = {
  merge: text('合并', 'Merged'),
  split: text('拆分', 'Split'),
  rename: text('更名', 'Renamed'),
  recode: text('代码变更', 'Recoded'),
  transfer: text('划转', 'Transferred'),
  upgrade: text('村改居', 'Upgraded'),
  dissolve: text('撤销', 'Dissolved'),
}
