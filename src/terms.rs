//! The closed lists of the field, each with its id, its Chinese word and its English word.

use serde::{Deserialize, Serialize};

/// A term of a closed list, so that one reader serves every list.
pub trait Term: Copy + 'static {
    /// Every term, in the order of the list.
    const ALL: &[Self];
    /// The word front matter writes.
    fn id(self) -> &'static str;
    /// The Chinese word.
    fn chinese(self) -> &'static str;
}

macro_rules! terms {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $id:literal $zh:literal $en:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $(#[doc = concat!($zh, ", `", $id, "`.")] $(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every term, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word front matter writes.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// The Chinese word that pages and sheets print; front matter may write it too.
            pub fn chinese(self) -> &'static str {
                match self { $(Self::$variant => $zh,)+ }
            }

            /// The English word.
            pub fn english(self) -> &'static str {
                match self { $(Self::$variant => $en,)+ }
            }

            /// The term with this id or Chinese word.
            pub fn find(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|term| term.id() == word || term.chinese() == word)
            }
        }

        impl Term for $name {
            const ALL: &[Self] = Self::ALL;

            fn id(self) -> &'static str {
                self.id()
            }

            fn chinese(self) -> &'static str {
                self.chinese()
            }
        }
    };
}

terms! {
    /// The kind of an entry (文种).
    Kind {
        PublicNotification = "public_notification" "公示" "public notification",
        Publication = "publication" "公布" "publication",
        Announcement = "announcement" "公告" "announcement",
        PublicNotice = "public_notice" "通告" "public notice",
        Notice = "notice" "通知" "notice",
        Circular = "circular" "通报" "circular",
        ServiceGuide = "service_guide" "办事指南" "service guide",
        Reply = "reply" "答复" "reply",
        Correction = "correction" "更正" "correction",
        Information = "information" "信息" "information",
        Roll = "roll" "榜" "roll",
        Minutes = "minutes" "纪要" "minutes",
    }
}

terms! {
    /// What is done with the personal information in an entry (脱敏).
    Masking {
        None = "none" "不处理" "none",
        Auto = "auto" "自动" "automatic",
    }
}

terms! {
    /// The category of an entry (领域).
    Category {
        Organisation = "organisation" "机构职能" "organisation",
        Planning = "planning" "目标规划" "planning",
        Policy = "policy" "政策" "policy",
        Finance = "finance" "财政" "finance",
        SpecialFunds = "special_funds" "专项资金" "special funds",
        StaffPay = "staff_pay" "职工津补贴" "staff pay",
        CollectiveAssets = "collective_assets" "集体资产" "collective assets",
        KeyProjects = "key_projects" "重点工程" "key projects",
        Land = "land" "宅基地和土地" "land",
        LandAcquisition = "land_acquisition" "征地拆迁" "land acquisition",
        SocialAssistance = "social_assistance" "社会救助" "social assistance",
        Relief = "relief" "救灾救济" "relief",
        Entitlements = "entitlements" "优抚" "entitlements",
        Forestry = "forestry" "林业" "forestry",
        AgriSubsidy = "agri_subsidy" "惠农补贴" "farm subsidies",
        AgriTech = "agri_tech" "农技推广" "farming technique",
        FamilyPlanning = "family_planning" "计划生育" "family planning",
        EducationFees = "education_fees" "教育收费" "education fees",
        Personnel = "personnel" "人事" "personnel",
        PartyBuilding = "party_building" "党建" "Party building",
        PartyDues = "party_dues" "党费" "Party dues",
        Integrity = "integrity" "廉政" "integrity",
        Awards = "awards" "评先评优" "awards",
        Safety = "safety" "安全生产" "safety",
        Environment = "environment" "生态环境" "environment",
        PublicCulture = "public_culture" "公共文化" "public culture",
        LegalServices = "legal_services" "法律服务" "legal services",
        Employment = "employment" "就业" "employment",
        SocialInsurance = "social_insurance" "社会保险" "social insurance",
        Health = "health" "医疗卫生" "health",
        MarketInfo = "market_info" "市场信息" "market information",
        Feedback = "feedback" "意见答复" "feedback",
        Meeting = "meeting" "会议" "meetings",
    }
}

terms! {
    /// How long a matter stays open (公开期限类别).
    DurationClass {
        LongTerm = "long_term" "长期公开" "long term",
        Periodic = "periodic" "定期公开" "periodic",
        Staged = "staged" "逐段公开" "in stages",
        Immediate = "immediate" "即时公开" "at once",
    }
}

terms! {
    /// To whom a matter is open (公开对象).
    Audience {
        Society = "society" "全社会" "everybody",
        Specific = "specific" "特定群体" "those concerned",
        Villagers = "villagers" "本村村民" "villagers",
        Locality = "locality" "本地区" "the locality",
        Staff = "staff" "本机关职工" "staff",
        PartyMembers = "party_members" "党员" "Party members",
        AllParty = "all_party" "全党" "the whole Party",
    }
}

terms! {
    /// Whether a matter is disclosed (公开属性).
    Disclosure {
        Active = "active" "主动公开" "active",
        OnRequest = "on_request" "依申请公开" "on request",
        Withheld = "withheld" "不予公开" "withheld",
    }
}

terms! {
    /// Why a matter is withheld (不予公开理由; 政府信息公开条例 arts 14-16).
    Exemption {
        StateSecret = "state_secret" "国家秘密" "state secret",
        LawForbids = "law_forbids" "法律禁止公开" "forbidden by law",
        SecurityStability = "security_stability" "危及安全稳定" "endangers security or stability",
        TradeSecret = "trade_secret" "商业秘密" "trade secret",
        Privacy = "privacy" "个人隐私" "privacy",
        Internal = "internal" "内部事务" "internal matter",
        Process = "process" "过程性信息" "process document",
        EnforcementFile = "enforcement_file" "执法案卷" "enforcement file",
    }
}

terms! {
    /// A way of disclosure (公开方式).
    Channel {
        Board = "board" "公开栏" "board",
        Website = "website" "网站" "website",
        Meeting = "meeting" "会议" "meeting",
        Leaflet = "leaflet" "资料" "leaflet",
        Handbook = "handbook" "手册" "handbook",
        Window = "window" "窗口" "window",
        MobileStation = "mobile_station" "流动站" "mobile station",
        Broadcast = "broadcast" "广播" "broadcast",
        Household = "household" "入户" "household",
        GroupChat = "group_chat" "微信群" "group chat",
        Press = "press" "报刊" "press",
        Screen = "screen" "电子屏" "screen",
    }
}

terms! {
    /// A section of a board (栏目).
    Section {
        Clarity = "clarity" "明白栏" "clarity",
        MarketInfo = "market_info" "致富信息栏" "market information",
        FarmTech = "farm_tech" "农技推广栏" "farming technique",
        RoleModels = "role_models" "示范栏" "role models",
        Party = "party" "党务" "Party affairs",
        Finance = "finance" "财务" "finance",
        Projects = "projects" "项目" "projects",
        Affairs = "affairs" "事务" "affairs",
    }
}

terms! {
    /// The stage of a matter (阶段).
    Stage {
        Before = "before" "事前" "before",
        During = "during" "事中" "during",
        After = "after" "事后" "after",
    }
}

terms! {
    /// How an objection may be brought (异议反馈方式).
    ObjectionWay {
        InPerson = "in_person" "当面反映" "in person",
        Letter = "letter" "来信" "letter",
        Phone = "phone" "电话" "phone",
        InBox = "box" "意见箱" "opinion box",
        Web = "web" "网上留言" "web",
    }
}

terms! {
    /// The kind of a unit.
    UnitKind {
        Party = "party" "党委部门" "Party body",
        Government = "government" "政府" "government",
        Department = "department" "内设部门" "department",
        Dispatched = "dispatched" "派驻机构" "dispatched office",
        Institution = "institution" "事业单位" "institution",
        Village = "village" "村" "village",
    }
}

terms! {
    /// The power a catalogue row lays open.
    Power {
        Affairs = "affairs" "事权" "affairs",
        Finance = "finance" "财权" "finance",
        Personnel = "personnel" "人权" "personnel",
    }
}

terms! {
    /// What a role may do.
    Permission {
        Submit = "submit" "提出" "submit",
        ReviewFacts = "review_facts" "核实" "review facts",
        ReviewSecrecy = "review_secrecy" "保密审查" "review secrecy",
        Approve = "approve" "审批" "approve",
        Post = "post" "张贴" "post",
        Inspect = "inspect" "检查" "inspect",
        Reply = "reply" "答复" "reply",
    }
}

terms! {
    /// A step of the review (审核步骤).
    Step {
        Submit = "submit" "提出" "submit",
        FactReview = "fact_review" "核实" "fact review",
        SecrecyReview = "secrecy_review" "保密审查" "secrecy review",
        Approve = "approve" "审批" "approval",
    }
}

terms! {
    /// What a step of the review came to (决定).
    Decision {
        Agree = "agree" "同意" "agreed",
        Return = "return" "退回" "returned",
        ReferUp = "refer_up" "上报" "referred to a superior",
    }
}

terms! {
    /// What every step of the review answers (审核四问).
    Question {
        StateSecret = "state_secret" "涉及国家秘密" "state secrets",
        TradeSecret = "trade_secret" "涉及商业秘密" "trade secrets",
        Privacy = "privacy" "涉及个人隐私" "personal privacy",
        Legality = "legality" "违反法律法规和政策" "against law or policy",
    }
}

terms! {
    /// An answer to one of the questions of a review.
    Answer {
        No = "no" "否" "no",
        Yes = "yes" "是" "yes",
    }
}

terms! {
    /// Where an entry stands (状态).
    State {
        Draft = "draft" "草稿" "draft",
        Waiting = "waiting" "待审" "waiting for review",
        Proposed = "proposed" "已提出" "proposed",
        Reviewed = "reviewed" "已核实和审查" "reviewed",
        Returned = "returned" "退回修改" "returned",
        Approved = "approved" "已审批" "approved",
        Scheduled = "scheduled" "待公开" "scheduled",
        Public = "public" "公开中" "public",
        DueDown = "due_down" "到期应撤" "due down",
        Archived = "archived" "已归档" "archived",
        Corrected = "corrected" "已更正" "corrected",
        Superseded = "superseded" "已被代替" "superseded",
        Withdrawn = "withdrawn" "已撤回" "withdrawn",
        Withheld = "withheld" "不公开" "withheld",
    }
}

terms! {
    /// The kind of a board.
    BoardKind {
        Fixed = "fixed" "固定公开栏" "fixed board",
        Special = "special" "专题宣传栏" "special-topic board",
        LeafletRack = "leaflet_rack" "资料架" "leaflet rack",
        Screen = "screen" "电子屏" "screen",
        Inner = "inner" "内部公开栏" "inner board",
    }
}

terms! {
    /// A template for sheets.
    SheetTemplate {
        Notice = "notice" "张贴版" "board notice",
        Official = "official" "公文版" "official paper",
        Large = "large" "大字版" "large type",
        Table = "table" "表格版" "table sheet",
        Roll = "roll" "榜" "roll",
        Guide = "guide" "窗口告知单" "window card",
    }
}

terms! {
    /// A paper size.
    Paper {
        A4 = "A4" "A4" "A4",
        A3 = "A3" "A3" "A3",
    }
}

terms! {
    /// Which way a paper is turned.
    Orientation {
        Portrait = "portrait" "竖版" "portrait",
        Landscape = "landscape" "横版" "landscape",
    }
}

terms! {
    /// Which entries get sheets.
    SheetChoice {
        Current = "current" "现行的" "current",
        All = "all" "全部" "all",
        None = "none" "不做" "none",
    }
}

/// The part of the site a category belongs to, as the home page and the navigation divide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// 党务.
    Party,
    /// 政务.
    Government,
    /// 财务.
    Finance,
    /// 办事指南.
    Guides,
    /// 农技市场.
    Farming,
}

impl Area {
    /// Every area, in the order of the navigation.
    pub const ALL: &[Self] = &[Self::Party, Self::Government, Self::Finance, Self::Guides, Self::Farming];

    /// The name in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Government => "government",
            Self::Finance => "finance",
            Self::Guides => "guides",
            Self::Farming => "farming",
        }
    }

    /// The Chinese name.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Party => "党务",
            Self::Government => "政务",
            Self::Finance => "财务",
            Self::Guides => "办事指南",
            Self::Farming => "农技市场",
        }
    }

    /// The area of an entry of this kind and category.
    pub fn of(kind: Kind, category: Category) -> Self {
        if kind == Kind::ServiceGuide {
            return Self::Guides;
        }
        match category {
            Category::PartyBuilding | Category::PartyDues | Category::Integrity | Category::Personnel => {
                Self::Party
            }
            Category::Finance
            | Category::SpecialFunds
            | Category::StaffPay
            | Category::CollectiveAssets
            | Category::AgriSubsidy
            | Category::EducationFees
            | Category::Entitlements
            | Category::Relief => Self::Finance,
            Category::AgriTech | Category::MarketInfo => Self::Farming,
            _ => Self::Government,
        }
    }
}
