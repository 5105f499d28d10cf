/* The period a report is usually drawn of: the running week, the month or quarter that has just ended. */

const DAY_MS = 86_400_000

/** '2020-W48', '2020-11' or '2020-Q3' for a day of the county's calendar. */
export function currentPeriod(today: string, kind: 'dispatch' | 'bulletin' | 'analysis'): string {
  const at = Date.parse(`${today}T00:00:00Z`)
  const [year = 0, month = 1] = today.split('-').map(Number)
  if (kind === 'bulletin') {
    // At the end of a month its own bulletin is prepared.
    const before = Number(today.slice(8)) >= 25 ? month : month - 1
    return before === 0 ? `${year - 1}-12` : `${year}-${String(before).padStart(2, '0')}`
  }
  if (kind === 'analysis') {
    const quarter = Math.ceil(month / 3) - 1
    return quarter === 0 ? `${year - 1}-Q4` : `${year}-Q${quarter}`
  }
  // ISO 8601: the week belongs to the year of its Thursday.
  const weekday = (new Date(at).getUTCDay() + 6) % 7
  const thursday = at + (3 - weekday) * DAY_MS
  const itsYear = new Date(thursday).getUTCFullYear()
  const week = Math.floor((thursday - Date.UTC(itsYear, 0, 1)) / (7 * DAY_MS)) + 1
  return `${itsYear}-W${String(week).padStart(2, '0')}`
}
