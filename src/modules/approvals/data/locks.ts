import type { Lawful } from '../model.ts'

/*
 * What the law fixes of the shipped processes. A step that is named here is lawful: it stays, in its order, with
 * the persons, papers, proofs, demands and waiting days it was shipped with. Everything else is a habit: names,
 * further steps, deadlines (unless `due` names them), steps and demands that are not named.
 */

const ACT = '农民专业合作社法'
const ORGANIC = '村民委员会组织法'
const COLLECTIVE = '农村集体经济组织法'
const SHANDONG_VILLAGE = '山东省实施《村民委员会组织法》办法 24'
const SHANDONG_COOP = '山东省农民专业合作社条例'
/** 第十九条: what is decided by the six steps, and their order. */
const PARTY_RULE = '中国共产党农村基层组织工作条例 19'
const FINANCE = '农村集体经济组织财务制度(财农〔2021〕121号) 7'

const DISCUSSIONS: Readonly<Record<string, Lawful>> = {
  branch: { clause: PARTY_RULE, free: ['4D-BRANCH'] },
  committees: { clause: PARTY_RULE, free: ['4D-COMMITTEES'] },
  notice: { clause: SHANDONG_VILLAGE },
  'collective-notice': { clause: `${COLLECTIVE} 27` },
  party: {
    clause: PARTY_RULE,
    wait: '四议两公开工作法(方案会前送达党员)',
    least: {
      '4D-PARTY-PRESENT': { share: '1/2', clause: '中国共产党支部工作条例(试行) 11' },
      '4D-PARTY-AGREE': { share: '1/2', clause: '中国共产党支部工作条例(试行) 11' },
    },
  },
  representatives: { clause: `${ORGANIC} 22、26`, wait: SHANDONG_VILLAGE },
  collective: { clause: `${COLLECTIVE} 26-28`, wait: `${COLLECTIVE} 27` },
  publish: { clause: PARTY_RULE },
  objections: { clause: PARTY_RULE, wait: '四议两公开工作法(决议公示七日)' },
  filing: { clause: FINANCE },
  result: { clause: PARTY_RULE },
}

/** Bodies of a route that a law names; which of them a case takes, the county's matrix of limits says. */
const ROUTE: Readonly<Record<string, Lawful>> = {
  assembly: { clause: `${ACT} 29、30` },
  representatives: { clause: `${ORGANIC} 26` },
}

/** By process and step. */
export const LAWFUL: Readonly<Record<string, Readonly<Record<string, Lawful>>>> = {
  founding: {
    village: { clause: `${ORGANIC} 26;${COLLECTIVE} 26-28` },
    assembly: { clause: `${ACT} 12、14` },
    registration: { clause: `${ACT} 16;市场主体登记管理条例` },
    contributions: { clause: `${ACT} 13` },
    rules: { clause: `${SHANDONG_COOP} 25` },
    books: { clause: '农民专业合作社会计制度(财会〔2021〕37号)' },
  },
  'four-discussions': DISCUSSIONS,
  spending: ROUTE,
  contract: { ...ROUTE, file: { clause: FINANCE } },
  'member-admission': {
    application: { clause: `${ACT} 24` },
    assembly: { clause: `${ACT} 24` },
    register: { clause: `${ACT} 19` },
  },
  'member-exit': {
    notice: { clause: `${ACT} 25` },
    settlement: { clause: `${ACT} 28` },
    register: { clause: `${ACT} 25` },
  },
  'member-expulsion': {
    grounds: { clause: `${ACT} 26` },
    hearing: { clause: `${ACT} 26` },
    assembly: { clause: `${ACT} 26` },
    register: { clause: `${ACT} 26、28` },
  },
  'coop-dissolution': {
    decision: { clause: `${ACT} 30、48` },
    group: { clause: `${ACT} 48`, due: `${ACT} 48` },
    notice: { clause: `${ACT} 50`, due: `${ACT} 50` },
    publication: { clause: `${ACT} 50`, due: `${ACT} 50` },
    claims: { clause: `${ACT} 50` },
    plan: { clause: `${ACT} 52、53` },
    end: { clause: `${ACT} 52` },
  },
}
