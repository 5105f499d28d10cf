import { type Text, text } from '../../../kernel/text.ts'

/** What decides whether a village should be looked at: it has an industry and nobody leads a co-op there. */
export interface CandidateFacts {
  readonly industries: readonly {
    readonly name: string
    readonly areaMu: string | null
    readonly households: number | null
    /** Co-ops of the same industry in the same town. */
    readonly coopsInTown: number
  }[]
  readonly cooperatives: number
  readonly inPreparation: number
}

/** Whether the village is a candidate for a co-op, and why (产业发展到哪里,合作社就跟进到哪里). */
export function judgeCandidate(facts: CandidateFacts): {
  candidate: boolean
  reasons: readonly Text[]
} {
  if (facts.cooperatives > 0 || facts.industries.length === 0)
    return { candidate: false, reasons: [] }
  const reasons = facts.industries.map((industry) => {
    const size = [
      industry.areaMu === null ? null : text(`${industry.areaMu} 亩`, `${industry.areaMu} mu`),
      industry.households === null
        ? null
        : text(`${industry.households} 户`, `${industry.households} households`),
    ].filter((part) => part !== null)
    const [zh, en] = [
      size.map((part) => part.zh).join('、'),
      size.map((part) => part.en).join(', '),
    ]
    return text(
      `有${industry.name}产业${zh && `(${zh})`},尚无村党支部领办合作社`,
      `has the industry ${industry.name}${en && ` (${en})`} and no co-op led by the branch`,
    )
  })
  const near = facts.industries.filter((industry) => industry.coopsInTown > 0)
  for (const industry of near) {
    reasons.push(
      text(
        `同镇已有 ${industry.coopsInTown} 家${industry.name}合作社,可结对或加入产业链`,
        `${industry.coopsInTown} co-op(s) of ${industry.name} in the same town could pair up or share a chain`,
      ),
    )
  }
  if (facts.inPreparation > 0) {
    reasons.push(
      text(
        `已有 ${facts.inPreparation} 家在筹备或设立中`,
        `${facts.inPreparation} being prepared or founded`,
      ),
    )
  }
  return { candidate: true, reasons }
}

/** Answers of a village survey that the suggestion reads. */
export interface SurveyFacts {
  readonly landMu?: string | undefined
  readonly idleLandMu?: string | undefined
  readonly collectiveLandMu?: string | undefined
  readonly certified?: boolean | undefined
  readonly labourAtHome?: number | undefined
  readonly nearTown?: boolean | undefined
  readonly scenic?: boolean | undefined
  readonly products: readonly string[]
  readonly skilledPeople: readonly string[]
}

const whole = (mu: string | undefined): number => Number((mu ?? '0').split('.')[0])

/** Land from which a land-share co-op is worth a thought, and hands for a service one: rules of thumb. */
const LAND_MU = 100
const IDLE_MU = 30
const LABOUR = 30

/** Kinds that suit what the village has (因村制宜), each with its reasons; strongest case first. */
export function suggestKinds(
  survey: SurveyFacts,
): { kind: 'land_share' | 'production' | 'service'; reasons: Text[] }[] {
  const land: Text[] = []
  if (whole(survey.landMu) >= LAND_MU)
    land.push(text(`可入股土地 ${survey.landMu} 亩`, `${survey.landMu} mu could come in as shares`))
  if (whole(survey.idleLandMu) >= IDLE_MU)
    land.push(text(`闲置土地 ${survey.idleLandMu} 亩`, `${survey.idleLandMu} mu lie idle`))
  if (whole(survey.collectiveLandMu) >= IDLE_MU) {
    land.push(
      text(
        `集体土地 ${survey.collectiveLandMu} 亩`,
        `${survey.collectiveLandMu} mu belong to the collective`,
      ),
    )
  }
  if (land.length > 0 && survey.certified === false)
    land.push(text('须先完成确权颁证', 'certificates must be issued first'))
  const production: Text[] =
    survey.products.length === 0
      ? []
      : [text(`现有产品:${survey.products.join('、')}`, `products: ${survey.products.join(', ')}`)]
  if (production.length > 0 && survey.skilledPeople.length > 0) {
    production.push(
      text(
        `有技术能人 ${survey.skilledPeople.length} 人`,
        `${survey.skilledPeople.length} skilled people`,
      ),
    )
  }
  const service: Text[] = []
  if ((survey.labourAtHome ?? 0) >= LABOUR)
    service.push(text(`在村劳力 ${survey.labourAtHome} 人`, `${survey.labourAtHome} hands at home`))
  if (service.length > 0 && survey.nearTown === true)
    service.push(text('靠近城镇,用工需求近', 'close to town, where work is asked for'))
  if (survey.scenic === true)
    service.push(text('有旅游资源,可办乡村旅游服务', 'scenery for rural tourism'))
  return [
    { kind: 'land_share' as const, reasons: land },
    { kind: 'production' as const, reasons: production },
    { kind: 'service' as const, reasons: service },
  ]
    .filter((suggestion) => suggestion.reasons.length > 0)
    .toSorted((a, b) => b.reasons.length - a.reasons.length)
}
