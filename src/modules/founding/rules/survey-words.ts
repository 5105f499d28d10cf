/* The answers of a village survey as the sheet says them. */

/** Answers as the registry keeps them; what was not asked is absent. */
export interface SurveyAnswers {
  readonly landMu?: string | undefined
  readonly idleLandMu?: string | undefined
  readonly collectiveLandMu?: string | undefined
  readonly certified?: boolean | undefined
  readonly water?: string | undefined
  readonly facilities?: string | undefined
  readonly labourAtHome?: number | undefined
  readonly location?: string | undefined
  readonly nearTown?: boolean | undefined
  readonly culture?: string | undefined
  readonly scenic?: boolean | undefined
  readonly products: readonly string[]
  readonly skilledPeople: readonly string[]
}

const mu = (value: string | undefined): string => (value === undefined ? '' : `${value} 亩`)
const yes = (value: boolean | undefined): string => (value === undefined ? '' : value ? '是' : '否')

/** Label and answer, in the order of the sheet; unanswered ones stay empty to be written in. */
export const sayAnswers = (given: SurveyAnswers): readonly (readonly [string, string])[] => [
  ['可入股土地', mu(given.landMu)],
  ['其中闲置', mu(given.idleLandMu)],
  ['集体土地', mu(given.collectiveLandMu)],
  ['已确权颁证', yes(given.certified)],
  ['水源', given.water ?? ''],
  ['设施', given.facilities ?? ''],
  ['在村劳力', given.labourAtHome === undefined ? '' : `${given.labourAtHome} 人`],
  ['区位', given.location ?? ''],
  ['靠近城镇', yes(given.nearTown)],
  ['文化', given.culture ?? ''],
  ['旅游资源', yes(given.scenic)],
  ['产品', given.products.join('、')],
  ['技术能人', given.skilledPeople.join('、')],
]
