import { toHalfWidth } from '../../../kernel/text.ts'
import type { DivisionLevel } from '../model.ts'

/** A published name taken apart: as people say it, and as it is compared across lists. */
export interface DivisionName {
  /** As published, tidied: NFC, half-width, no spaces. */
  readonly name: string
  readonly shortName: string
  readonly key: string
}

const COMMITTEE = /(村民委员会|居民委员会|村委会|居委会)$/u
const TOWN_OFFICE = /办事处$/u
const TOWN_SUFFIX = /(街道|镇|乡)$/u

const tidy = (name: string): string => toHalfWidth(name).normalize('NFC').replaceAll(/\s/gu, '')

/** Takes the ending away when at least two characters stay: 新村 stays 新村, 井峪村 becomes 井峪. */
function without(name: string, ending: string): string {
  const kept = name.slice(0, name.length - ending.length)
  return name.endsWith(ending) && Array.from(kept).length >= 2 ? kept : name
}

/**
 * Reads a published name. The spelling of the suffix differs between lists (孔家庄村委会, 孔家庄村村民委员会;
 * 阳东街居委会, 阳东社区居民委员会; 龙家圈镇, 龙家圈街道), so names are compared by `key` only.
 */
export function readDivisionName(published: string, level: DivisionLevel): DivisionName {
  const name = tidy(published)
  if (level === 'county') return { name, shortName: name, key: name }
  if (level === 'town') {
    const shortName = name.replace(TOWN_OFFICE, '') || name
    return { name, shortName, key: shortName.replace(TOWN_SUFFIX, '') || shortName }
  }
  const stem = name.replace(COMMITTEE, '') || name
  const ends = /(村|社区|街)$/u.test(stem)
  const shortName = ends ? stem : stem + (level === 'community' ? '社区' : '村')
  return { name, shortName, key: keyOf(stem) }
}

function keyOf(stem: string): string {
  let key = without(without(stem, '社区'), '街')
  // 祉村村 (of 祉村村委会 written in full) and 祉村 are one village.
  for (let shorter = without(key, '村'); shorter !== key; shorter = without(key, '村'))
    key = shorter
  return key
}
