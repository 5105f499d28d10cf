import type { Text } from '../../src/kernel/text.ts'
import { say } from '../locale/translate.ts'

/*
 * The product's rules name their readings in `listRules`; findings carry only the ids. The desk fills this
 * book from there once, so that a finding never shows a bare id.
 */
const book = new Map<string, Text>()

/** Learns the readings' names from the rules the server listed. */
export function learnReadings(
  rules: readonly { readonly readings: readonly { readonly id: string; readonly text: Text }[] }[],
): void {
  for (const rule of rules) for (const reading of rule.readings) book.set(reading.id, reading.text)
}

export function readingName(id: string): string {
  const text = book.get(id)
  return text === undefined ? id : say(text)
}
