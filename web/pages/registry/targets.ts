/** A unit that may have taken up an old one. */
export interface Target {
  readonly id: string
  readonly name: string
  readonly town: string
  /** First named by the newest list. */
  readonly fresh: boolean
}

/** How much of an old name lives on in a new one: shared characters, those at its beginning twice. */
export function likeness(old: string, name: string): number {
  const plain = (text: string): string[] => Array.from(text.replace(/(社区|居委会|村)$/u, ''))
  const [before, after] = [plain(old), plain(name)]
  let score = before.filter((one) => after.includes(one)).length
  for (let i = 0; i < before.length && before[i] === after[i]; i += 1) score += 1
  return score
}

/**
 * Where old units may have gone, the likeliest first: what the newest list names for the first time in
 * the same town, by likeness of name; then the other units of the town. Typed words look in the whole county.
 */
export function rankTargets(
  targets: readonly Target[],
  old: readonly { readonly name: string; readonly town: string }[],
  typed: string,
): readonly Target[] {
  const towns = new Set(old.map((unit) => unit.town))
  const asked = typed.trim()
  const score = (target: Target): number =>
    Math.max(0, ...old.map((unit) => likeness(unit.name, target.name))) +
    (target.fresh ? 1.5 : 0) +
    (towns.has(target.town) ? 1 : 0)
  return targets
    .filter((target) =>
      asked === ''
        ? towns.has(target.town)
        : target.name.includes(asked) || target.town.includes(asked),
    )
    .map((target) => ({ target, score: score(target) }))
    .toSorted((a, b) => b.score - a.score || (a.target.name < b.target.name ? -1 : 1))
    .map(({ target }) => target)
}
