import type { Text } from '../kernel/text.ts'

/** Tells a person at the terminal how far a long step is: a bar that fills in place, or lines in a log file. */
export interface Bar {
  readonly show: (done: number, total: number, what: Text) => void
  readonly end: () => void
}

const WIDTH = 24

export function progressBar(stream: NodeJS.WriteStream, clock: () => number = Date.now): Bar {
  const started = clock()
  let last = ''
  return {
    show: (done, total, what) => {
      const share = total === 0 ? 0 : Math.min(1, done / total)
      const filled = Math.round(share * WIDTH)
      const left =
        share > 0.05 ? Math.ceil((((clock() - started) / share) * (1 - share)) / 1000) : null
      const percent = `${Math.floor(share * 100)}%`.padStart(4)
      const rest = left === null ? '' : `  约剩 ${left} 秒`
      const line = `[${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)}]${percent}  ${what.zh}${rest}`
      if (stream.isTTY) stream.write(`\r\u001B[2K${line}`)
      else if (what.zh !== last) stream.write(`${percent}  ${what.zh} / ${what.en}\n`)
      last = what.zh
    },
    end: () => {
      if (stream.isTTY) stream.write('\r\u001B[2K')
    },
  }
}
