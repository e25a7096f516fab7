/* Blanks, tabs, width. */
int a; /* BAD: two blanks follow */  
	int b; /* BAD: a tab */
int a_line_of_more_than_eighty_columns(const char *with, const char *many); /* BAD */
/* 一行注释，每个汉字占两列，所以这一行看起来不长，其实已经超过八十列了，必须折行 BAD */
fail("中文句子可以写到行尾以后：这句话说明出了什么问题、依据哪一条规则、现在应当怎么办。");
int c; /* BAD: a carriage return */
