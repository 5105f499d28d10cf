import { describe, expect, test } from 'vitest'
import { judgeCandidate, suggestKinds } from './villages.ts'

const apple = { name: '苹果', areaMu: '320.50', households: 86, coopsInTown: 0 }
const facts = { industries: [apple], cooperatives: 0, inPreparation: 0 }

describe('candidates', () => {
  test('an industry and no co-op', () => {
    expect(judgeCandidate(facts)).toEqual({
      candidate: true,
      reasons: [
        {
          zh: '有苹果产业(320.50 亩、86 户),尚无村党支部领办合作社',
          en: 'has the industry 苹果 (320.50 mu, 86 households) and no co-op led by the branch',
        },
      ],
    })
  })
  test('neighbours and preparations are said', () => {
    const judged = judgeCandidate({
      industries: [{ ...apple, areaMu: null, households: null, coopsInTown: 2 }],
      cooperatives: 0,
      inPreparation: 1,
    })
    expect(judged.reasons.map((reason) => reason.zh)).toEqual([
      '有苹果产业,尚无村党支部领办合作社',
      '同镇已有 2 家苹果合作社,可结对或加入产业链',
      '已有 1 家在筹备或设立中',
    ])
  })
  test.each([
    ['a co-op is there', { ...facts, cooperatives: 1 }],
    ['no industry', { ...facts, industries: [] }],
  ])('none when %s', (_, none) => {
    expect(judgeCandidate(none)).toEqual({ candidate: false, reasons: [] })
  })
})

describe('kinds that suit', () => {
  const nothing = { products: [], skilledPeople: [] }
  test('nothing known, nothing suggested', () => {
    expect(suggestKinds(nothing)).toEqual([])
  })
  test('land, idle land and no certificates', () => {
    const [land, ...others] = suggestKinds({
      ...nothing,
      landMu: '1014.00',
      idleLandMu: '45',
      collectiveLandMu: '29.99',
      certified: false,
    })
    expect(others).toEqual([])
    expect(land?.kind).toBe('land_share')
    expect(land?.reasons.map((reason) => reason.zh)).toEqual([
      '可入股土地 1014.00 亩',
      '闲置土地 45 亩',
      '须先完成确权颁证',
    ])
  })
  test('the strongest case comes first', () => {
    const kinds = suggestKinds({
      landMu: '150',
      collectiveLandMu: '30',
      labourAtHome: 60,
      nearTown: true,
      scenic: true,
      products: ['花生'],
      skilledPeople: ['李师傅'],
    }).map((suggestion) => suggestion.kind)
    expect(kinds).toEqual(['service', 'land_share', 'production'])
  })
})
