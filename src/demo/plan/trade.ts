import { fen, type Fen } from '../../kernel/money.ts'
import type { Text } from '../../kernel/text.ts'
import { text } from '../../kernel/text.ts'
import type { CoopKind } from '../model.ts'

/** An industry as the plan uses it: how the county lists it, and how a co-op in it is called. */
export interface Industry {
  readonly code: string
  /** The code of the industry above, where the county's list has one. */
  readonly parent: string
  readonly name: Text
  /** In a co-op's name: 桃棵子示例[生姜种植]专业合作社. */
  readonly word: string
  readonly scope: string
  readonly kinds: readonly CoopKind[]
  readonly products: readonly string[]
}

const industry = (
  code: string,
  parent: string,
  about: Pick<Industry, 'name' | 'word' | 'kinds' | 'products'> & { readonly scope: string },
): Industry => ({ code, parent, ...about })

const FIELDS: readonly CoopKind[] = ['land_share', 'production', 'comprehensive']
const GROWING: readonly CoopKind[] = ['production', 'comprehensive']
const SERVING: readonly CoopKind[] = ['service', 'comprehensive']

/** What the generated co-ops do. Which town does what is generated. */
export const INDUSTRIES: readonly Industry[] = [
  industry('ginger', 'planting', {
    name: text('生姜', 'Ginger'),
    word: '生姜种植',
    scope: '生姜种植、储存、销售',
    kinds: FIELDS,
    products: ['鲜姜', '姜种', '姜片'],
  }),
  industry('peanut', 'planting', {
    name: text('花生', 'Peanuts'),
    word: '花生种植',
    scope: '花生种植、加工、销售',
    kinds: FIELDS,
    products: ['花生米', '花生油'],
  }),
  industry('apple', 'planting', {
    name: text('苹果', 'Apples'),
    word: '苹果种植',
    scope: '苹果种植、储存、销售',
    kinds: FIELDS,
    products: ['红富士苹果', '苹果脆片'],
  }),
  industry('cherry', 'planting', {
    name: text('大樱桃', 'Cherries'),
    word: '樱桃种植',
    scope: '大樱桃种植、采摘、销售',
    kinds: FIELDS,
    products: ['大樱桃'],
  }),
  industry('peach', 'planting', {
    name: text('蜜桃', 'Peaches'),
    word: '果品',
    scope: '蜜桃种植、销售',
    kinds: FIELDS,
    products: ['蜜桃', '黄桃'],
  }),
  industry('tea', 'planting', {
    name: text('茶叶', 'Tea'),
    word: '茶叶种植',
    scope: '茶叶种植、加工、销售',
    kinds: FIELDS,
    products: ['绿茶', '红茶'],
  }),
  industry('edible_fungi', 'planting', {
    name: text('食用菌', 'Edible fungi'),
    word: '食用菌种植',
    scope: '食用菌种植、销售',
    kinds: GROWING,
    products: ['平菇', '香菇', '木耳'],
  }),
  industry('vegetable', 'planting', {
    name: text('蔬菜', 'Vegetables'),
    word: '蔬菜种植',
    scope: '蔬菜种植、配送',
    kinds: FIELDS,
    products: ['黄瓜', '西红柿', '芸豆'],
  }),
  industry('grain', 'planting', {
    name: text('粮食', 'Grain'),
    word: '粮食种植',
    scope: '小麦、玉米种植与统一购销',
    kinds: ['land_share'],
    products: ['小麦', '玉米'],
  }),
  industry('herb', 'planting', {
    name: text('中药材', 'Medicinal herbs'),
    word: '中药材种植',
    scope: '丹参、黄芩种植、初加工、销售',
    kinds: FIELDS,
    products: ['丹参', '黄芩'],
  }),
  industry('livestock', 'breeding', {
    name: text('畜禽养殖', 'Livestock'),
    word: '养殖',
    scope: '生猪、肉羊、肉兔养殖、销售',
    kinds: GROWING,
    products: ['肉羊', '肉兔'],
  }),
  industry('rural_tourism', 'tourism', {
    name: text('乡村旅游', 'Rural tourism'),
    word: '乡村旅游',
    scope: '采摘、民宿、农事体验服务',
    kinds: SERVING,
    products: ['采摘体验', '民宿'],
  }),
  industry('logistics', 'services', {
    name: text('商贸物流', 'Trade and logistics'),
    word: '农产品物流',
    scope: '农产品收购、仓储、运输',
    kinds: SERVING,
    products: ['仓储服务'],
  }),
  industry('labour', 'services', {
    name: text('劳务服务', 'Labour services'),
    word: '劳务服务',
    scope: '组织成员提供采摘、包装、保洁、绿化劳务',
    kinds: ['service'],
    products: [],
  }),
  industry('machinery', 'services', {
    name: text('农机与托管服务', 'Machinery and field services'),
    word: '农机服务',
    scope: '耕、种、收、植保和土地托管服务',
    kinds: ['service'],
    products: [],
  }),
]

export interface Job {
  readonly title: string
  readonly payBasis: 'month' | 'day' | 'piece'
  readonly pay: Fen
  readonly season: string | null
}

const job = (
  title: string,
  payBasis: Job['payBasis'],
  yuan: number,
  season: string | null,
): Job => ({ title, payBasis, pay: fen(yuan * 100), season })

/** Work that a labour or service co-op finds for its people, and a generated pay. */
export const JOBS: readonly Job[] = [
  job('采摘工', 'day', 90, '5月至10月'),
  job('分拣包装工', 'day', 80, null),
  job('保洁员', 'month', 1200, null),
  job('绿化养护工', 'day', 100, '3月至11月'),
  job('农机手', 'day', 200, '麦收和秋收'),
  job('仓库管理员', 'month', 2200, null),
  job('姜芽剥皮', 'piece', 1, '10月至次年2月'),
]

export const CERTIFICATIONS: readonly (string | null)[] = [
  null,
  null,
  null,
  '绿色食品',
  '无公害农产品',
]

/** Forms of business beside growing and selling, as the county's article of 2020-11-30 names them. */
export const BUSINESS_FORMS: readonly (readonly [string, number])[] = [
  ['订单农业', 30],
  ['农产品深加工', 14],
  ['电商销售', 18],
  ['乡村旅游', 10],
  ['商务物流', 6],
  ['入股龙头企业', 5],
]
