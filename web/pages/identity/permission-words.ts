import type { Permission } from '../../../src/kernel/permission.ts'
import { type Text, text } from '../../../src/kernel/text.ts'

/** What each permission lets one do. A permission without words does not compile. */
export const PERMISSION_WORDS: Readonly<Record<Permission, Text>> = {
  self: text('使用自己的账号', 'Use the own account'),
  'policy.read': text('看制度文件和规则', 'Read documents and rules'),
  'policy.write': text('改制度文件和规则', 'Change documents and rules'),
  'exemption.grant': text('批准和撤销豁免', 'Grant and revoke exemptions'),
  'registry.read': text('看村和合作社台账', 'Read the registry'),
  'division.write': text('改行政区划', 'Change divisions'),
  'registry.write': text('登记村和合作社', 'Write the registry'),
  'person.read': text('看人员(号码打码)', 'Read people, numbers masked'),
  'person.write': text('登记人员和农户', 'Write people and households'),
  'person.reveal': text('看完整号码(留痕)', 'See full numbers, on record'),
  'party.read': text('看党员和任职', 'Read Party membership and posts'),
  'party.write': text('登记党员和任职', 'Write Party membership and posts'),
  'shares.read': text('看股金和合规结论', 'Read shares and findings'),
  'shares.write': text('登记股权变动', 'Record share changes'),
  'ledger.read': text('看账和报表', 'Read books and statements'),
  'ledger.write': text('填制凭证', 'Prepare vouchers'),
  'ledger.approve': text('审核过账、结账', 'Approve, post and close'),
  'document.add': text('上传单据照片', 'Send photographs of papers'),
  'trade.read': text('看成员交易', 'Read members’ trade'),
  'trade.write': text('登记成员交易', 'Record members’ trade'),
  'distribution.read': text('看盈余分配和成员账户', 'Read distributions and member accounts'),
  'distribution.write': text(
    '编制分配方案、登记决议和支付',
    'Prepare distributions, record votes and payments',
  ),
  'distribution.approve': text('分配入账和冲销', 'Post distributions or take them back'),
  'import.run': text('表格导入', 'Import files'),
  'member.own': text('看自己的股金', 'See the own shares'),
  'account.read': text('看账号', 'Read accounts'),
  'account.person': text(
    '查找开户人员(只见姓名、所在村和掩码证号)',
    'Find the person of an account (name, village and masked ID number only)',
  ),
  'account.write': text('开立和停用账号', 'Open and disable accounts'),
  'security.write': text('授予岗位、定安全策略', 'Give roles, set the security policy'),
  'system.operate': text('查看系统运行情况', 'See how the system runs'),
  'audit.read': text('看操作记录', 'Read the audit trail'),
}
