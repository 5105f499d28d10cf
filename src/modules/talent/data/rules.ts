import { text } from '../../../kernel/text.ts'
import type { TalentRules } from '../model.ts'

/**
 * What counts until the county sets its own. The seed (R35-R40) names the instruments and no numbers; each figure
 * here is a proposal. Points are given for deeds alone and never for the use of a program: no ranking by points, no
 * forced check-in (中央网络安全和信息化委员会《关于防治“指尖上的形式主义”的若干意见》).
 */
export const SHIPPED_RULES: TalentRules = {
  posting: {
    oneFirstSecretary: true,
    endingDays: 60,
    tasks: [
      { what: '帮助村党支部办好合作社:规范社务、提升类别、带动增收', days: 90, coop: true },
      { what: '走遍全村农户,建立需求台账', days: 60, coop: false },
      { what: '对接派出单位资源,落实帮扶项目', days: 180, coop: false },
    ],
  },
  reserve: {
    sources: [
      { key: 'returned', title: text('返乡创业人员', 'returned to start a business') },
      { key: 'graduate', title: text('大学毕业生', 'graduate') },
      { key: 'veteran', title: text('退役军人', 'veteran') },
      { key: 'skilled', title: text('致富能人、产业带头人', 'skilled in business or trade') },
      { key: 'worker', title: text('合作社骨干、村后备干部', 'worker of a co-op or the village') },
    ],
  },
  points: {
    items: [
      { key: 'joined', title: text('带头入社', 'joined a co-op first'), points: 5, yearCap: 5 },
      {
        key: 'brought',
        title: text('带动农户入社(户)', 'brought in a household'),
        points: 1,
        yearCap: 10,
      },
      { key: 'work', title: text('义务出工(天)', 'voluntary work (day)'), points: 1, yearCap: 12 },
      {
        key: 'technique',
        title: text('带技术、带销路(次)', 'brought technique or buyers'),
        points: 3,
        yearCap: 9,
      },
      {
        key: 'helped',
        title: text('结对帮助困难户(次)', 'helped a household in need'),
        points: 2,
        yearCap: 8,
      },
      { key: 'promise', title: text('践诺完成', 'kept a promise'), points: 3, yearCap: 6 },
    ],
    excluded: [
      text('使用手机应用、转发、点赞、签到', 'use of an app, sharing, likes, check-ins'),
      text('取得报酬的劳动', 'work that is paid for'),
      text('没有时间、地点、见证人的行为', 'deeds without day, place and witness'),
    ],
    appealDays: 5,
  },
  promises: { names: 'full' },
}
