// Invented people: a surname and a given name of the demo's own making.
export interface MockPerson {
  id: string
  name: string
  sex: string
  age: number
  place: string
}
const names = ['李素芬', '赵兰', '陈溪', '王玉珍', '孙萍', '吴芳', '刘春燕', '何云', '胡敏', '郑梅', '周小雨', '杨柳', '许晴', '沈洁', '罗宁', '唐秀英']
const places = ['枫林街道', '石桥镇', '白杨镇', '南屏乡', '柳湾镇']

export const people: MockPerson[] = names.map((name, index) => ({
  id: String(900 + index), name, sex: '女', age: 9 + ((index * 13) % 52), place: places[index % places.length] ?? '',
}))
export const mask = (name: string) => (name.length > 2 ? `${name[0]}*${name.slice(-1)}` : `${name[0]}*`)
