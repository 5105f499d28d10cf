import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** What the browser must load before a door's first page shows: its scripts and styles, gzipped. */
export function doorSizes(folder: string): { door: string; kilobytes: number }[] {
  return ['index.html', 'm.html', 'public.html'].flatMap((door) => {
    const page = join(folder, door)
    if (!existsSync(page)) return []
    const html = readFileSync(page, 'utf8')
    const assets = new Set(
      Array.from(
        html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g),
        (match) => match[1] ?? '',
      ),
    )
    const bytes = [...assets].reduce(
      (sum, asset) => sum + gzipSync(readFileSync(join(folder, asset))).length,
      gzipSync(html).length,
    )
    return [{ door, kilobytes: Math.round(bytes / 1024) }]
  })
}
