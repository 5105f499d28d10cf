import type { Chance } from '../chance.ts'
import type { Design, HouseholdBase } from '../model.ts'

/** A village without a co-op, or one whose base is of no matter. */
export function anyBase(chance: Chance): HouseholdBase {
  return baseOf(chance, chance.between(60, 420))
}

/**
 * The three bases of a village with a co-op, so that "not below a tenth of the households" comes out as
 * the design wants it: under all readings, under none, or as the reading goes.
 */
export function baseFor(chance: Chance, joined: number, design: Design): HouseholdBase {
  if (design === 'households_few') return baseOf(chance, joined * chance.between(14, 22))
  if (design === 'resident_base') {
    // Of 10.8 to 12 times the joined, 74 in a hundred reside: a tenth of the residents, not of all.
    const registered = Math.ceil((joined * chance.between(108, 120)) / 10)
    const resident = Math.floor((registered * 74) / 100)
    return { registered, resident, collective: registered, population: registered * 3 }
  }
  const least = Math.max(joined + 4, Math.min(48, joined * 8))
  const most = Math.max(least, Math.min(joined * 8, 880))
  const base = baseOf(chance, chance.between(least, most))
  return { ...base, resident: Math.max(base.resident, joined) }
}

function baseOf(chance: Chance, registered: number): HouseholdBase {
  const resident = Math.max(1, Math.floor((registered * chance.between(70, 92)) / 100))
  const collective = Math.floor((registered * chance.between(92, 106)) / 100)
  const population = Math.floor((registered * chance.between(270, 340)) / 100)
  return { registered, resident, collective, population }
}
