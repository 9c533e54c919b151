// Reads the cells of a small workbook: as much of the format as a test must see. The program's own reader is not asked.
import { inflateRawSync } from 'node:zlib'

const kEntryOfDirectory = 0x02014b50
const kEndOfDirectory = 0x06054b50

/** Name → bytes of the files in a zip archive. */
export function unzip(bytes) {
  let end = bytes.length - 22
  while (end >= 0 && bytes.readUInt32LE(end) !== kEndOfDirectory) end -= 1
  if (end < 0) throw new Error('this is no zip archive')
  const files = new Map()
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== kEntryOfDirectory) throw new Error('the directory of the archive is broken')
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
    const name = bytes.toString('utf8', at + 46, at + 46 + nameSize)
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
    files.set(name, bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed))
    at += 46 + nameSize + extraSize + commentSize
  }
  return files
}

const kEntities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
const plain = (xml) => xml.replace(/&(lt|gt|quot|apos|amp);/g, (entity) => kEntities[entity])
const textIn = (xml) => plain([...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map((found) => found[1]).join(''))

/** The rows of the first sheet, each a list of texts in the order of their cells. */
export function rowsOf(bytes) {
  const files = unzip(bytes)
  const shared = [...(files.get('xl/sharedStrings.xml')?.toString() ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((found) => textIn(found[1]))
  const sheet = files.get('xl/worksheets/sheet1.xml').toString()
  return [...sheet.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes, cell = '']) => {
      const value = /<v>([^<]*)<\/v>/.exec(cell)?.[1] ?? ''
      return attributes.includes('t="s"') ? shared[Number(value)] : cell.includes('<is>') ? textIn(cell) : plain(value)
    }),
  )
}
