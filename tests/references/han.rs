//! Which characters may stand in a document for Hong Kong.

use std::collections::BTreeSet;

use encoding_rs::BIG5;

/// Characters that only simplified Chinese has. Those that both have (后, 里, 台, 着) are not here.
const SIMPLIFIED: &str = "们这为国发对时会来说个开关实样点头动种问间长门东车见马鱼鸟龙风飞页须顺预领题颜额历电\
    务员声优质应该线组级类网络给结经纪约红纯纸练终维综绿编缘总处备够将尽层岁帮广庆张弹归当录彻态怀恶惊战扩执扫扬护报担\
    择挂损换数断无旧显晓机杀杂权条构标栏树桥检楼欢气汉沟泪洁浅测济湾满灭灯灵炉炼烦热爱独狮环画疗盐监盖盘础确积称穷竞\
    笔筑简签粮绩续罗罚职联聪肃脑脚节艺药虽补装观规视览觉计订认讨让训议记讲许论设访证评识诉词译试话询详语误请诸读课谁\
    调谈谢谨负财责败货贵买费贸贺资赛赞趋跃转轮软轻载较输达迁过运还进远违连迟选遗邮释铁银销锁错键镇阅队阳阴际陈险随隐难\
    静韩饭馆驾验骑鲜黄齐龄产内爲";

/// Tells which Han characters are foreign to Hong Kong.
pub(crate) struct HongKong {
    known: BTreeSet<char>,
}

impl HongKong {
    /// With all characters of Big5-HKSCS. The standard's encoder leaves the supplement out, its
    /// decoder has it: so every pair of bytes is decoded.
    pub(crate) fn new() -> Self {
        let mut known = BTreeSet::new();
        for lead in 0x81..=0xfe_u8 {
            for trail in 0x40..=0xfe_u8 {
                let pair = [lead, trail];
                let (text, _) = BIG5.decode_without_bom_handling(&pair);
                known.extend(text.chars().filter(|c| is_han(*c)));
            }
        }
        Self { known }
    }

    /// The Han characters of a text that have no place in it.
    pub(crate) fn strangers(&self, text: &str) -> BTreeSet<char> {
        let strange = |c: &char| is_han(*c) && (!self.known.contains(c) || SIMPLIFIED.contains(*c));
        text.chars().filter(strange).collect()
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[test]
fn the_characters_of_hong_kong_are_known() {
    let hong_kong = HongKong::new();
    assert_eq!(hong_kong.strangers("𨋢口叠埋，客户着衫，裏面嘅電話喺邊度"), BTreeSet::new());
    assert_eq!(hong_kong.strangers("国语说明 𠮶"), BTreeSet::from(['国', '语', '说', '𠮶']));
}
