import type { Catalogue, Choice, Field, Ledger, Title } from '../../src/api/types'

const both = (zh: string, en: string): Title => ({ zh, en })
const choice = (key: string, zh: string, en: string): Choice => ({ key, title: both(zh, en) })
const field = (key: string, type: Field['type'], zh: string, en: string, more: Partial<Field> = {}): Field => ({
  key, type, title: both(zh, en), sensitivity: 'internal', ...more,
})
const everything: Ledger['rights'] = {
  actions: ['read', 'create', 'revise', 'retire', 'export', 'reveal', 'import', 'history'],
  clear: ['public', 'internal'],
  reveal: ['personal', 'confidential'],
}

const helpRequest: Ledger = {
  id: 'help_request', title: both('求助登记', 'Help requests'), entry_title: both('一件求助', 'A help request'),
  verb: both('登记求助', 'Record a request'), capability: 'C20', theme: 'rights', icon: 'hand-heart', revision: 1, quick: true,
  date_field: 'received_on', name_field: 'applicant',
  sections: [
    { key: 'person', title: both('求助人', 'Applicant') },
    { key: 'matter', title: both('情况', 'The matter') },
    { key: 'action', title: both('办理', 'What is done') },
  ],
  fields: [
    field('applicant', 'person', '求助人', 'Applicant', { section: 'person', sensitivity: 'personal', link_ledger: 'person', in_list: true, searchable: true, help: both('先查有没有登记过，没有再新建。', 'Look her up first; create her only when she is new.') }),
    field('phone', 'phone', '电话', 'Phone', { section: 'person', sensitivity: 'personal', required: true }),
    field('address', 'text', '住址', 'Address', { section: 'person', sensitivity: 'personal', max_length: 60 }),
    field('contact_hint', 'text', '联系提示', 'How to contact', { section: 'person', max_length: 60 }),
    field('received_on', 'date', '求助日期', 'Received on', { section: 'matter', required: true, no_future: true, in_list: true, filterable: true }),
    field('category', 'choice', '类别', 'Category', { section: 'matter', required: true, in_list: true, filterable: true, choices: [
      choice('violence', '家庭暴力', 'Domestic violence'), choice('divorce', '离婚咨询', 'Divorce'), choice('custody', '抚养与探望', 'Custody'), choice('land', '土地权益', 'Land rights'),
      choice('labour', '劳动权益', 'Labour rights'), choice('dispute', '家庭纠纷', 'Family dispute'), choice('hardship', '困难帮扶', 'Hardship'), choice('property', '财产权益', 'Property')] }),
    field('source', 'choice', '来源', 'Source', { section: 'matter', required: true, in_list: true, filterable: true, choices: [
      choice('call', '来电', 'Call'), choice('visit', '来访', 'Visit'), choice('letter', '来信', 'Letter'), choice('net', '网上', 'Online')] }),
    field('injured', 'yes_no', '受伤', 'Injured', { section: 'matter' }),
    field('narrative', 'long_text', '经过', 'What happened', { section: 'matter', sensitivity: 'confidential', max_length: 2000 }),
    field('handler', 'text', '承办人', 'Handled by', { section: 'action', in_list: true, max_length: 20 }),
    field('state', 'choice', '状态', 'State', { section: 'action', required: true, in_list: true, filterable: true, default: 'open', choices: [
      choice('open', '在办', 'Open'), choice('referred', '已转介', 'Referred'), choice('closed', '已办结', 'Closed')] }),
    field('closed_on', 'date', '办结日期', 'Closed on', { section: 'action', no_future: true }),
    field('aid', 'money', '救助金', 'Aid', { section: 'action', unit: '元', scale: 2 }),
  ],
  checks: [],
  views: [
    { key: 'open', title: both('在办', 'Open'), filter: 'state == "open"' },
    { key: 'violence', title: both('家庭暴力', 'Domestic violence'), filter: 'category == "violence"' },
    { key: 'closed', title: both('已办结', 'Closed'), filter: 'state == "closed"' },
  ],
  rights: everything,
}

const activity: Ledger = {
  id: 'activity', title: both('活动台账', 'Activities'), entry_title: both('一次活动', 'An activity'), verb: both('记活动', 'Record an activity'),
  capability: 'C10', theme: 'home', icon: 'calendar-heart', revision: 1, quick: true, date_field: 'held_on', name_field: 'title',
  sections: [
    { key: 'basic', title: both('活动情况', 'The activity') },
    { key: 'people', title: both('参加的人', 'Who took part') },
    { key: 'result', title: both('效果与材料', 'Result') },
  ],
  fields: [
    field('title', 'text', '活动名称', 'Title', { section: 'basic', required: true, max_length: 60, in_list: true, searchable: true }),
    field('held_on', 'date', '活动日期', 'Held on', { section: 'basic', required: true, no_future: true, in_list: true, filterable: true }),
    field('kind', 'choice', '类型', 'Kind', { section: 'basic', required: true, in_list: true, filterable: true, choices: [
      choice('law', '普法', 'Law talk'), choice('health', '健康', 'Health'), choice('family', '家庭文明', 'Family'), choice('other', '其他', 'Other')] }),
    field('place', 'text', '地点', 'Place', { section: 'basic', required: true, max_length: 40, in_list: true }),
    field('venue', 'choice', '“六进”场所', 'Venue', { section: 'basic', filterable: true, choices: [
      choice('village', '进乡村', 'Village'), choice('community', '进社区', 'Community'), choice('school', '进校园', 'School'), choice('firm', '进企业', 'Company'), choice('organ', '进机关', 'Office'), choice('family', '进家庭', 'Family')] }),
    field('participants', 'integer', '参加人数', 'Participants', { section: 'people', unit: '人', required: true, min: 1, max: 100000, in_list: true, filterable: true }),
    field('women', 'integer', '其中妇女', 'Women', { section: 'people', unit: '人', min: 0 }),
    field('speaker', 'text', '主讲', 'Speaker', { section: 'people', max_length: 20 }),
    field('summary', 'long_text', '活动小结', 'Summary', { section: 'result', max_length: 1000 }),
    field('cost', 'money', '经费', 'Cost', { section: 'result', unit: '元', scale: 2 }),
  ],
  checks: [], views: [{ key: 'law', title: both('普法', 'Law talks'), filter: 'kind == "law"' }], rights: everything,
}

const springBud: Ledger = {
  id: 'spring_bud', title: both('春蕾助学', 'Spring Bud girls'), entry_title: both('一次资助', 'A grant'), verb: both('记资助', 'Record a grant'),
  capability: 'C31', theme: 'care', icon: 'sprout', revision: 1, quick: true, date_field: 'granted_on', name_field: 'girl',
  sections: [{ key: 'basic', title: both('资助情况', 'The grant') }],
  fields: [
    field('girl', 'person', '女童', 'Girl', { section: 'basic', required: true, sensitivity: 'personal', link_ledger: 'person', in_list: true }),
    field('granted_on', 'date', '发放日', 'Granted on', { section: 'basic', required: true, no_future: true, in_list: true, filterable: true }),
    field('school', 'text', '学校', 'School', { section: 'basic', required: true, in_list: true, max_length: 40 }),
    field('amount', 'money', '金额', 'Amount', { section: 'basic', required: true, in_list: true, unit: '元', scale: 2 }),
  ],
  checks: [], views: [], rights: everything,
}

const volunteer: Ledger = {
  ...springBud, id: 'volunteer', title: both('巾帼志愿者', 'Volunteers'), entry_title: both('一名志愿者', 'A volunteer'), verb: both('登记志愿者', 'Register a volunteer'),
  capability: 'C12', theme: 'home', icon: 'users', date_field: 'joined_on', name_field: 'volunteer',
  fields: [
    field('volunteer', 'person', '姓名', 'Name', { section: 'basic', required: true, sensitivity: 'personal', link_ledger: 'person', in_list: true }),
    field('joined_on', 'date', '加入日期', 'Joined on', { section: 'basic', required: true, in_list: true, filterable: true }),
    field('hours', 'decimal', '服务时长', 'Hours', { section: 'basic', unit: '小时', scale: 1, in_list: true }),
  ],
}

const person: Ledger = {
  id: 'person', title: both('人员', 'People'), entry_title: both('一个人', 'A person'), verb: both('登记人员', 'Register a person'),
  capability: 'C01', theme: 'people', icon: 'user', revision: 1, people: true, name_field: 'name',
  sections: [{ key: 'basic', title: both('基本情况', 'Basics') }],
  fields: [
    field('name', 'text', '姓名', 'Name', { section: 'basic', required: true, sensitivity: 'personal', max_length: 40, in_list: true, searchable: true }),
    field('id_number', 'id_number', '身份证号', 'ID number', { section: 'basic', sensitivity: 'personal' }),
    field('sex', 'choice', '性别', 'Sex', { section: 'basic', choices: [choice('female', '女', 'Female'), choice('male', '男', 'Male')] }),
    field('born_on', 'date', '出生日期', 'Born on', { section: 'basic', sensitivity: 'personal', no_future: true }),
    field('phone', 'phone', '电话', 'Phone', { section: 'basic', sensitivity: 'personal' }),
  ],
  checks: [], views: [], rights: everything,
}

export const catalogue: Catalogue = {
  themes: [
    { key: 'home', title: both('妇女之家', "Women's home") },
    { key: 'rights', title: both('维权服务', 'Rights') },
    { key: 'care', title: both('关爱帮扶', 'Care') },
    { key: 'people', title: both('人员', 'People') },
  ],
  ledgers: [helpRequest, activity, springBud, volunteer, person],
  indicators: [
    { id: 'law_talks', title: both('普法“六进”', 'Law talks'), explanation: both('活动台账中类型为“普法”的记录，一条计一场。', 'Entries of Activities whose kind is law talk, one each.'), unit: '场', capability: 'C10', ledger: 'activity', kind: 'count', dimension: 'venue' },
    { id: 'spring_bud_girls', title: both('资助春蕾女童', 'Spring Bud girls'), explanation: both('春蕾助学台账中的女童，同一女童只计一次。', 'Girls in the Spring Bud ledger, each counted once.'), unit: '名', capability: 'C31', ledger: 'spring_bud', kind: 'distinct', dimension: null },
    { id: 'help_requests', title: both('求助登记', 'Help requests'), explanation: both('求助登记台账的记录，一条计一件。', 'Entries of Help requests, one each.'), unit: '件', capability: 'C20', ledger: 'help_request', kind: 'count', dimension: 'category' },
  ],
  capabilities: [
    { code: 'C10', title: both('妇女之家活动', "Activities of the women's home") },
    { code: 'C20', title: both('求助与维权', 'Help and rights') },
    { code: 'C31', title: both('春蕾助学', 'Spring Bud') },
  ],
}
