interface Weight {
  readonly key: string
  readonly weight: string
}

/** Reads "name weight" lines; the number of the first line that is not one. */
export function readWeights(text: string): { weights: Weight[]; bad: number | null } {
  const weights: Weight[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const match = /^(.+?)[\s,,]+(\d+(?:\.\d{1,6})?|\d+\/\d+)$/.exec(line.trim())
    const [, key, weight] = match ?? []
    if (key === undefined || weight === undefined) return { weights, bad: index + 1 }
    weights.push({ key, weight })
  }
  return { weights, bad: null }
}
